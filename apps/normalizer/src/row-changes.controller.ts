import { CLOCK, type Clock } from '#config';
import { Metrics } from '#observability';
import { BatchHandler, tellParked, type RawBatch } from '#messaging';
import { Controller, Inject, Logger } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { measureLags } from './measure-lags.js';
import { NORMALIZER, NormalizeBatches } from './normalize-batches.js';

export const ROW_CHANGES = 'row-changes';

/** Kafka in: batches of captured tables' changes. */
@Controller()
export class RowChangesController {
  private readonly logger = new Logger('Normalizer');

  constructor(
    private readonly normalize: NormalizeBatches,
    private readonly metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @BatchHandler(ROW_CHANGES)
  async onBatches(@Payload() batches: readonly RawBatch[]): Promise<void> {
    const { poisons, events } = await this.normalize.handle(batches);
    for (const { error } of poisons) this.metrics.countParked(NORMALIZER, error.code);
    tellParked(this.logger, NORMALIZER, poisons);
    measureLags(this.metrics, batches, events, this.clock());
  }
}
