import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { tellReport } from './repair-report.js';
import { SourceRepair } from './source-repair.js';

const EVERY_MS = 2_000;

/** Follows repairs every two seconds. */
@Injectable()
export class RepairTimer implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Repair');
  private readonly following: Steady;

  constructor(private readonly repair: SourceRepair) {
    this.following = new Steady('following repairs', () => this.step(), this.logger);
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.following.tick();
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.following.stop();
    await this.repair.close();
  }

  private async step(): Promise<void> {
    for (const { source, report } of await this.repair.step()) {
      this.logger.log(`${source} is verified again; ${tellReport(report)}`);
    }
  }
}
