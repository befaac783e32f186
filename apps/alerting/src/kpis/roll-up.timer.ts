import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { RollUp } from './roll-up.js';

const EVERY_MS = 60_000;

/** Rolls what is due every minute, one step at a time. */
@Injectable()
export class RollUpTimer implements BeforeApplicationShutdown {
  private readonly rolling: Steady;

  constructor(rollUp: RollUp) {
    this.rolling = new Steady('rolling up KPIs', () => rollUp.step(new Date()), new Logger('Kpis'));
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.rolling.tick();
  }

  /** The database closes after this. */
  beforeApplicationShutdown(): Promise<void> {
    return this.rolling.stop();
  }
}
