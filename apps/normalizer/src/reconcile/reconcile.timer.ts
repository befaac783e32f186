import { CLOCK, type Clock } from '#config';
import { Steady } from '#observability';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { NightlyReconciliation } from './nightly-reconciliation.js';

const EVERY_MS = 30_000;

/** Looks twice a minute whether the time has come. */
@Injectable()
export class ReconcileTimer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Reconciliation');
  private readonly comparing: Steady;
  private readonly stopping = new AbortController();

  constructor(
    private readonly nightly: NightlyReconciliation,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.comparing = new Steady('comparing levels', () => this.step(), this.logger);
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.comparing.tick();
  }

  /** The database closes after this. */
  beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    return this.comparing.stop();
  }

  private async step(): Promise<void> {
    const { signal } = this.stopping;
    try {
      for (const found of await this.nightly.step(this.clock(), signal)) this.logger.log(found);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
