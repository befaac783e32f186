import { CLOCK, type Clock } from '#config';
import { Metrics, Steady } from '#observability';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { RetentionSweep } from './retention-sweep.js';

/** Between two steps the folds have the partition to themselves. */
const EVERY_MS = 1_000;

@Injectable()
export class RetentionTimer implements BeforeApplicationShutdown {
  private readonly forgetting: Steady;

  constructor(
    private readonly sweep: RetentionSweep,
    private readonly metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const logger = new Logger('Retention');
    this.forgetting = new Steady('forgetting old movements', () => this.forget(), logger);
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.forgetting.tick();
  }

  /** The database closes after this. */
  beforeApplicationShutdown(): Promise<void> {
    return this.forgetting.stop();
  }

  private async forget(): Promise<void> {
    for (const { source, rows } of await this.sweep.step(this.clock())) {
      this.metrics.countForgotten(source, rows.length);
    }
  }
}
