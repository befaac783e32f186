import { Metrics } from '#observability';
import { BatchHandler, type RawBatch } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { NORMALIZER, NormalizeBatch } from './normalize-batch.js';

export const ROW_CHANGES = 'row-changes';

/** Kafka in: one batch of a captured table's changes. */
@Controller()
export class RowChangesController {
  constructor(
    private readonly normalize: NormalizeBatch,
    private readonly metrics: Metrics,
  ) {}

  @BatchHandler(ROW_CHANGES)
  async onBatch(@Payload() batch: RawBatch): Promise<void> {
    const { poisons, events } = await this.normalize.handle(batch);
    for (const { error } of poisons) this.metrics.countParked(NORMALIZER, error.code);
    const now = Date.now();
    for (const { event } of events) {
      const lag = (now - Date.parse(event.recordedAt)) / 1000;
      this.metrics.observeStageLag(NORMALIZER, event.source.system, lag);
    }
  }
}
