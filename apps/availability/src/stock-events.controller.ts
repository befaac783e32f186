import { CLOCK, type Clock } from '#config';
import { BatchHandler, tellParked, type RawBatch } from '#messaging';
import { Metrics } from '#observability';
import { Controller, Inject, Logger } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { AVAILABILITY } from './apply-batches.js';
import { AvailabilityStage } from './availability-stage.js';

export const STOCK_EVENTS = 'stock-events';

/** Kafka in: batches of stock events, every location of an item in the same partition. */
@Controller()
export class StockEventsController {
  private readonly logger = new Logger('Availability');

  constructor(
    private readonly stage: AvailabilityStage,
    private readonly metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The commit time of a row that a snapshot read says nothing of its way, so that it is not measured. */
  @BatchHandler(STOCK_EVENTS)
  async onBatches(@Payload() batches: readonly RawBatch[]): Promise<void> {
    const { poisons, entries } = await this.stage.handle(batches);
    for (const { error } of poisons) this.metrics.countParked(AVAILABILITY, error.code);
    tellParked(this.logger, AVAILABILITY, poisons);
    const now = this.clock().getTime();
    for (const { incoming } of entries) {
      const { recordedAt, source } = incoming.message;
      if (source.op === 'r') continue;
      const lag = (now - Date.parse(recordedAt)) / 1000;
      this.metrics.observeLag({ stage: 'applied', source: source.system }, lag);
    }
  }
}
