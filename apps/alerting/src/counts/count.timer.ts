import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { CountList } from './count-list.js';

const EVERY_MS = 60_000;

/** One location at a time, so that nobody else waits for long. */
@Injectable()
export class CountTimer implements BeforeApplicationShutdown {
  private readonly looking: Steady;

  constructor(list: CountList) {
    this.looking = new Steady(
      'looking for what should be counted',
      () => list.step(new Date()),
      new Logger('Counts'),
    );
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.looking.tick();
  }

  /** The database closes after this. */
  beforeApplicationShutdown(): Promise<void> {
    return this.looking.stop();
  }
}
