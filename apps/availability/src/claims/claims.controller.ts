import { BatchHandler, type RawBatch } from '#messaging';
import { Metrics } from '#observability';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { CLAIMS, ClaimsStage } from './claims-stage.js';

/** Kafka in: items whose claims changed. */
@Controller()
export class ClaimsController {
  constructor(
    private readonly stage: ClaimsStage,
    private readonly metrics: Metrics,
  ) {}

  @BatchHandler(CLAIMS)
  async onBatches(@Payload() batches: readonly RawBatch[]): Promise<void> {
    const poisons = await this.stage.handle(batches);
    for (const { error } of poisons) this.metrics.countParked(CLAIMS, error.code);
  }
}
