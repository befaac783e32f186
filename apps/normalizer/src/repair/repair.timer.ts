import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { SourceRepair } from './source-repair.js';

const EVERY_MS = 2_000;

/** Follows repairs every two seconds, one step at a time. */
@Injectable()
export class RepairTimer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Repair');
  private current: Promise<void> | undefined;
  private isStopping = false;

  constructor(private readonly repair: SourceRepair) {}

  @Interval(EVERY_MS)
  async tick(): Promise<void> {
    if (this.current || this.isStopping) return;
    this.current = this.step();
    await this.current;
    this.current = undefined;
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.current;
    await this.repair.close();
  }

  private async step(): Promise<void> {
    try {
      for (const source of await this.repair.step()) this.logger.log(`${source} is verified again`);
    } catch (error) {
      this.logger.warn(`cannot follow repairs: ${String(error)}`);
    }
  }
}
