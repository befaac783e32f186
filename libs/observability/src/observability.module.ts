import { Global, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { Health } from './health.js';
import { Metrics } from './metrics.js';

/** Metrics and health for the whole application, and the two routes that show them. */
@Global()
@Module({
  controllers: [HealthController],
  providers: [Metrics, Health],
  exports: [Metrics, Health],
})
export class ObservabilityModule {}
