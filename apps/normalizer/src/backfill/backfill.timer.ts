import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { BackfillEnd } from './backfill-end.js';

const EVERY_MS = 1_000;

/** Looks every second whether a backfill is through. */
@Injectable()
export class BackfillTimer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Backfill');
  private readonly following: Steady;

  constructor(private readonly end: BackfillEnd) {
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
  }

  private async step(): Promise<void> {
    for (const source of await this.end.step())
      this.logger.log(`the backfill of ${source} is done`);
  }
}
