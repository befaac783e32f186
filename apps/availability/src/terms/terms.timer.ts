import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AvailabilityStage } from '../availability-stage.js';

const EVERY_MS = 2_000;

/**
 * Looks at the sources every two seconds, and renumbers when what counts has changed. What fails is made
 * good at the next look: items that still follow from other terms are found again.
 */
@Injectable()
export class TermsTimer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Availability');
  private readonly looking: Steady;

  constructor(stage: AvailabilityStage) {
    this.looking = new Steady('looking at the sources', () => this.look(stage), this.logger);
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.looking.tick();
  }

  /** The database closes after this. */
  beforeApplicationShutdown(): Promise<void> {
    return this.looking.stop();
  }

  private async look(stage: AvailabilityStage): Promise<void> {
    const renumbered = await stage.reconsider();
    if (renumbered > 0) this.logger.log(`${renumbered} items follow from new terms`);
  }
}
