import { CLOCK, type Clock } from '#config';
import { Metrics, Steady } from '#observability';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { forgetActivity } from './forget-activity.js';
import { RetentionSweep } from './retention-sweep.js';

/** Between two steps the folds have the partition to themselves. */
const EVERY_MS = 1_000;
const ACTIVITY_EVERY_MS = 60_000;

@Injectable()
export class RetentionTimer implements BeforeApplicationShutdown {
  private readonly forgetting: Steady;
  private readonly forgettingActivity: Steady;

  constructor(
    private readonly sweep: RetentionSweep,
    private readonly metrics: Metrics,
    @Inject(CLOCK) private readonly clock: Clock,
    { manager }: DataSource,
  ) {
    const logger = new Logger('Retention');
    this.forgetting = new Steady('forgetting old movements', () => this.forget(), logger);
    this.forgettingActivity = new Steady(
      'forgetting when locations were heard of',
      () => forgetActivity(manager, this.clock()),
      logger,
    );
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.forgetting.tick();
  }

  @Interval(ACTIVITY_EVERY_MS)
  tickActivity(): Promise<void> {
    return this.forgettingActivity.tick();
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.forgetting.stop(), this.forgettingActivity.stop()]);
  }

  private async forget(): Promise<void> {
    for (const { source, rows } of await this.sweep.step(this.clock())) {
      this.metrics.countForgotten(source, rows.length);
    }
  }
}
