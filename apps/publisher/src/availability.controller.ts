import { decodeAvailability, PoisonMessageError } from '#contracts';
import { BatchHandler, parkMessages, tellParked, type Poison, type RawBatch } from '#messaging';
import { Metrics } from '#observability';
import { Controller, Logger } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { DataSource } from 'typeorm';
import { FeedPositions } from './feed-positions.js';
import { Publisher } from './publisher.js';
import { PUBLISHER } from './telemetry/metrics-telemetry.js';

export const AVAILABILITY_CHANGES = 'availability';

/** Kafka in: items' newest numbers. Only remembers them; no limit of a marketplace stops it. */
@Controller()
export class AvailabilityController {
  private readonly logger = new Logger('Publisher');

  constructor(
    private readonly publisher: Publisher,
    private readonly positions: FeedPositions,
    private readonly dataSource: DataSource,
    private readonly metrics: Metrics,
  ) {}

  @BatchHandler(AVAILABILITY_CHANGES)
  async onBatches(@Payload() batches: readonly RawBatch[]): Promise<void> {
    const poisons = batches.flatMap((batch) => this.offerAll(batch));
    await parkMessages(this.dataSource.manager, PUBLISHER, poisons);
    for (const { error } of poisons) this.metrics.countParked(PUBLISHER, error.code);
    tellParked(this.logger, PUBLISHER, poisons);
    for (const { partition, nextOffset } of batches) this.positions.passed(partition, nextOffset);
  }

  private offerAll({ topic, partition, messages }: RawBatch): Poison[] {
    const poisons: Poison[] = [];
    for (const message of messages) {
      if (message.value === null) continue;
      try {
        this.publisher.offer(decodeAvailability(message.value));
      } catch (error) {
        if (!(error instanceof PoisonMessageError)) throw error;
        poisons.push({ message: { ...message, topic, partition }, error });
      }
    }
    return poisons;
  }
}
