import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Watch } from './watch.js';

const EVERY_MS = 1_000;

/** Looks every second, one look at a time. A failed look is told once, and its end once. */
@Injectable()
export class WatchTimer implements BeforeApplicationShutdown {
  private readonly looking: Steady;

  constructor(watch: Watch) {
    this.looking = new Steady('looking', () => watch.look(new Date()), new Logger('Alerting'));
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
