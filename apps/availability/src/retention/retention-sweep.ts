import type { TopicPartition } from '#messaging';
import type { DataSource } from 'typeorm';
import type { AvailabilityStage } from '../availability-stage.js';
import type { RelationKey } from '../stock-state.js';
import { forgetMovements, type ForgottenRelation } from './forget-movements.js';
import { nextRelations } from './next-relations.js';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** Whole weeks, so that a relation is gone through, and leaves a mark, once a week and not at every movement. */
const retentionStart = (now: Date, days: number): string =>
  new Date(Math.floor((now.getTime() - days * DAY_MS) / WEEK_MS) * WEEK_MS).toISOString();

/** How far a partition has been gone through. */
interface Sweep {
  readonly before: string;
  /** undefined: to the end */
  readonly after: RelationKey | undefined;
}

const START: RelationKey = { sku: '', source: '' };

/**
 * Forgets movements that counts cover after the retention of the policy, a little at a time. A process that
 * starts goes through its partitions anew, and finds what another one has left.
 */
export class RetentionSweep {
  private readonly sweeps = new Map<number, Sweep>();

  /** @param days null: movements are kept for ever */
  constructor(
    private readonly dataSource: DataSource,
    private readonly stage: Pick<AvailabilityStage, 'partitions'>,
    private readonly days: number | null,
  ) {}

  /** One short transaction at most. @returns what was forgotten by it */
  async step(now: Date): Promise<readonly ForgottenRelation[]> {
    if (this.days === null) return [];
    const before = retentionStart(now, this.days);
    for (const at of this.stage.partitions) {
      const after = this.afterOf(at.partition, before);
      if (after) return this.goOn(at, before, after);
    }
    return [];
  }

  private afterOf(partition: number, before: string): RelationKey | undefined {
    const sweep = this.sweeps.get(partition);
    return sweep?.before === before ? sweep.after : START;
  }

  private async goOn(
    at: TopicPartition,
    before: string,
    after: RelationKey,
  ): Promise<readonly ForgottenRelation[]> {
    const { manager } = this.dataSource;
    const { relations, last } = await nextRelations(manager, at.partition, after, before);
    const forgotten =
      relations.length > 0 ? await forgetMovements(this.dataSource, at, relations, before) : [];
    this.sweeps.set(at.partition, { before, after: last });
    return forgotten;
  }
}
