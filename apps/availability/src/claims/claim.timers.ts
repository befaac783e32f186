import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ClaimRelay } from './claim-relay.js';
import { ClaimSweep } from './claim-sweep.js';

/** How long a claim may be unknown to the channels. */
const RELAY_MS = 100;
/** How long units of an expired claim may be missed by the channels; admission never misses them. */
const SWEEP_MS = 1_000;

@Injectable()
export class ClaimTimers implements BeforeApplicationShutdown {
  private readonly relaying: Steady;
  private readonly sweeping: Steady;

  constructor(relay: ClaimRelay, sweep: ClaimSweep) {
    const logger = new Logger('Claims');
    this.relaying = new Steady('telling of claims', () => relay.relay(), logger);
    this.sweeping = new Steady('ending claims', () => sweep.sweep(), logger);
  }

  @Interval(RELAY_MS)
  relay(): Promise<void> {
    return this.relaying.tick();
  }

  @Interval(SWEEP_MS)
  sweep(): Promise<void> {
    return this.sweeping.tick();
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([this.relaying.stop(), this.sweeping.stop()]);
  }
}
