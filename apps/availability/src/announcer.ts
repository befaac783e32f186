import { encodeAvailability, type Topics } from '#contracts';
import type { RecordProducer } from '#messaging';
import { toAvailability, type ItemNumbers } from './item-numbers.js';

/** Puts items' newest numbers on availability.v1. State, not events: announcing again is harmless. */
export class Announcer {
  constructor(
    private readonly producer: RecordProducer,
    private readonly topics: Topics,
  ) {}

  announce(items: readonly ItemNumbers[]): Promise<void> {
    const records = items.map((item) => encodeAvailability(toAvailability(item)));
    return this.producer.send(this.topics.availability, records);
  }
}
