import { availabilityV1, type AvailabilityV1 } from './availability.v1.js';
import { decode } from './decode.js';
import type { KafkaRecord } from './stock-event.codec.js';

export const encodeAvailability = (message: AvailabilityV1): KafkaRecord => ({
  key: message.sku,
  value: JSON.stringify(message),
  headers: {},
});

/** @throws PoisonMessageError */
export const decodeAvailability = (value: Buffer | null): AvailabilityV1 =>
  decode('availability', availabilityV1, value);
