import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { BackfillEnd } from './backfill-end.js';
import { BackfillPace } from './backfill-pace.js';

const EVERY_MS = 1_000;

/** Looks every second whether a backfill is through, or goes faster than the stages. */
@Injectable()
export class BackfillTimer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Backfill');
  private readonly following: Steady;

  constructor(
    private readonly end: BackfillEnd,
    private readonly pace: BackfillPace,
  ) {
    this.following = new Steady('following backfills', () => this.step(), this.logger);
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.following.tick();
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.following.stop();
    await this.end.close();
    await this.pace.close();
  }

  private async step(): Promise<void> {
    await this.pace.step();
    for (const source of await this.end.step())
      this.logger.log(`the backfill of ${source} is done`);
  }
}
