import { CLOCK, POLICY, type Clock, type Policy } from '#config';
import { Steady } from '#observability';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { forgetSteps } from './publication-step.repository.js';

const EVERY_MS = 10_000;

/** Keeps the history of publications as long as the policy says. */
@Injectable()
export class ForgetStepsTimer implements BeforeApplicationShutdown {
  private readonly forgetting: Steady;

  constructor(
    dataSource: DataSource,
    @Inject(POLICY) { retention: { publicationDays } }: Policy,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.forgetting = new Steady(
      'forgetting what was published long ago',
      async () => {
        if (publicationDays !== null) await forgetSteps(dataSource, publicationDays, clock());
      },
      new Logger('Retention'),
    );
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.forgetting.tick();
  }

  /** The database closes after this. */
  beforeApplicationShutdown(): Promise<void> {
    return this.forgetting.stop();
  }
}
