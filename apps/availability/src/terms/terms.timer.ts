import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AvailabilityStage } from '../availability-stage.js';

const EVERY_MS = 2_000;

/** Looks at the sources every two seconds, one look at a time, and renumbers when what counts has changed. */
@Injectable()
export class TermsTimer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Availability');
  private current: Promise<void> | undefined;
  private isStopping = false;

  constructor(private readonly stage: AvailabilityStage) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    if (this.current || this.isStopping) return;
    this.current = this.look();
    await this.current;
    this.current = undefined;
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.current;
  }

  /** What fails is made good at the next look: items that still follow from other terms are found again. */
  private async look(): Promise<void> {
    try {
      const renumbered = await this.stage.reconsider();
      if (renumbered > 0) this.logger.log(`${renumbered} items follow from new terms`);
    } catch (error) {
      this.logger.warn(`cannot look at the sources: ${String(error)}`);
    }
  }
}
