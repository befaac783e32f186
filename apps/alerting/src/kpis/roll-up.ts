import { POLICY, type Policy } from '#config';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { dueDays, markRolled } from './due-days.js';
import { forgetFacts } from './forget-facts.js';
import { daysNow } from './days-now.js';
import { markLateFacts, wantCurrentDays } from './mark-days.js';
import { notePromises } from './note-promises.js';
import { rollContext, type RollContext } from './roll-context.js';
import { rollDay } from './roll-day.js';
import { sampleBuffers } from './sample-buffers.js';

/** Of all processes one at a time: "kpi" in ASCII. */
const LOCK = 0x6b7069;
/** So that a step ends soon, and what comes meanwhile is seen. */
const DAYS_A_STEP = 10;
/** Fewer are told by nobody: today goes on. */
const MANY_DAYS = 3;

/** Adds the facts of each day up, and those of earlier days again when some came late. */
@Injectable()
export class RollUp {
  private readonly logger = new Logger('Kpis');
  private readonly context: RollContext;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(POLICY) private readonly policy: Policy,
  ) {
    this.context = rollContext(policy);
  }

  /** @returns days that were rolled; 0 as well while another process is at it */
  async step(now: Date): Promise<number> {
    const days = await this.alone((manager) => this.prepare(manager, now));
    let rolled = 0;
    for (const day of days ?? []) {
      const isRolled = await this.alone((manager) => this.roll(manager, day, now));
      if (isRolled) rolled += 1;
    }
    if (rolled >= MANY_DAYS) {
      this.logger.log(`rolled ${rolled} days, back to ${days?.at(-1) ?? ''}`);
    }
    return rolled;
  }

  private async prepare(manager: EntityManager, now: Date): Promise<string[]> {
    await notePromises(manager, now);
    await sampleBuffers(manager, this.policy, now);
    const days = daysNow(this.context, now);
    await wantCurrentDays(manager, days, now);
    await markLateFacts(manager, this.context, days.newest, now);
    await forgetFacts(manager, now);
    return dueDays(manager, DAYS_A_STEP, now);
  }

  private async roll(manager: EntityManager, day: string, now: Date): Promise<true> {
    const began = performance.now();
    await rollDay(manager, this.context, day);
    await markRolled(manager, day, now, performance.now() - began);
    return true;
  }

  /** Undefined: another process is at it. */
  private alone<T>(work: (manager: EntityManager) => Promise<T>): Promise<T | undefined> {
    return this.dataSource.transaction(async (manager) => {
      const [lock] = await manager.query<{ taken: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock($1) AS taken',
        [LOCK],
      );
      return lock?.taken === true ? work(manager) : undefined;
    });
  }
}
