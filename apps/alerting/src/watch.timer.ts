import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Watch } from './watch.js';

const EVERY_MS = 1_000;

/** Looks every second, one look at a time. A failed look is told once, and its end once. */
@Injectable()
export class WatchTimer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Alerting');
  private current: Promise<void> | undefined;
  private isBlind = false;
  private isStopping = false;

  constructor(private readonly watch: Watch) {}

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

  private async look(): Promise<void> {
    try {
      await this.watch.look(new Date());
      if (this.isBlind) this.logger.log('sees again');
      this.isBlind = false;
    } catch (error) {
      if (!this.isBlind) this.logger.error(`cannot look: ${String(error)}`);
      this.isBlind = true;
    }
  }
}
