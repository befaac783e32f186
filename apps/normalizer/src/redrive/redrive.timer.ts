import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { NormalizeBatches } from '../normalize-batches.js';

const EVERY_MS = 2_000;
/** Messages of one transaction. */
const AT_ONCE = 500;

/** Takes up what people want to be tried again, every two seconds. */
@Injectable()
export class RedriveTimer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Redrive');
  private readonly redriving: Steady;

  constructor(private readonly normalize: NormalizeBatches) {
    this.redriving = new Steady('redriving', () => this.step(), this.logger);
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.redriving.tick();
  }

  /** The database closes after this. */
  beforeApplicationShutdown(): Promise<void> {
    return this.redriving.stop();
  }

  private async step(): Promise<void> {
    const { taken, poisons } = await this.normalize.redrive(AT_ONCE);
    if (taken > 0)
      this.logger.log(`${taken} parked messages tried again, ${poisons.length} parked anew`);
  }
}
