import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ConsumerWatch } from './consumer-watch.js';

/** Ten of these make a window: what stopped is told after two minutes. */
const EVERY_MS = 10_000;

@Injectable()
export class ConsumerTimer implements BeforeApplicationShutdown {
  private readonly looking: Steady;

  constructor(watch: ConsumerWatch) {
    this.looking = new Steady('looking at consumers', () => watch.look(), new Logger('Alerting'));
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
