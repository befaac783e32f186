import { readProgress, type LogSpan, type RawBatch, type TopicPartition } from '#messaging';
import type { DataSource } from 'typeorm';
import type { Announcer } from './announcer.js';
import { AVAILABILITY, type AppliedBatches, type ApplyBatches } from './apply-batches.js';
import type { ItemNumbers } from './item-numbers.js';
import { itemsSince, partitionsDue } from './read-items.js';
import { recomputeItems, type Outdated } from './recompute-items.js';
import type { TermsKeeper } from './terms/terms-keeper.js';

/**
 * The fold over the partitions that this process owns. What is announced for certain is remembered
 * here and stored with the next batch: a crash in between announces again, never less (promise I1).
 */
export class AvailabilityStage {
  private readonly announced = new Map<number, bigint>();
  private readonly owned = new Map<number, TopicPartition>();
  /** some items may follow from terms that do not hold any more */
  private isBehind = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly announcer: Announcer,
    private readonly applyBatches: ApplyBatches,
    private readonly keeper: Pick<TermsKeeper, 'current' | 'refresh'>,
  ) {}

  /** Those that this process was given; another one may have taken some of them over since. */
  get partitions(): readonly TopicPartition[] {
    return [...this.owned.values()];
  }

  /** Repairs what the last owner may have left unannounced, then says where to go on. */
  async startFrom({ topic, partition }: LogSpan): Promise<bigint> {
    const at = { topic, partition };
    const { applied, announced } = await readProgress(this.dataSource.manager, AVAILABILITY, at);
    if (announced < applied) {
      await this.announcer.announce(
        await itemsSince(this.dataSource.manager, partition, announced),
      );
    }
    await this.keeper.refresh();
    await this.recompute(at, 'by_terms');
    await this.recompute(at, 'by_time');
    this.announced.set(partition, applied);
    this.owned.set(partition, at);
    return applied;
  }

  /**
   * Numbers the items of this process's partitions anew, if what counts has changed with time. A partition
   * that another process has taken over meanwhile is locked or numbered alike by that one (promise I4).
   */
  async reconsider(): Promise<number> {
    if (await this.keeper.refresh()) this.isBehind = true;
    let renumbered = 0;
    if (this.isBehind) {
      for (const at of this.owned.values()) renumbered += await this.recompute(at, 'by_terms');
      this.isBehind = false;
    }
    const partitions = [...this.owned.keys()];
    const { now } = this.keeper.current();
    const due = await partitionsDue(this.dataSource.manager, partitions, now);
    for (const partition of due) {
      const at = this.owned.get(partition);
      if (at) renumbered += await this.recompute(at, 'by_time');
    }
    return renumbered;
  }

  private recompute(at: TopicPartition, which: Outdated): Promise<number> {
    return recomputeItems(this.dataSource, this.announcer, this.keeper, at, which);
  }

  /** A batch that comes again after its commit is announced from the stored state. */
  async handle(batches: readonly RawBatch[]): Promise<AppliedBatches> {
    const announcedOf = (partition: number) => this.announced.get(partition) ?? 0n;
    const applied = await this.applyBatches.handle(batches, announcedOf);
    const again = new Set<number>();
    for (const [partition, before] of applied.appliedBefore) {
      if (before > announcedOf(partition)) again.add(partition);
    }
    const stored: ItemNumbers[] = [];
    for (const partition of again) {
      const { manager } = this.dataSource;
      stored.push(...(await itemsSince(manager, partition, announcedOf(partition))));
    }
    const items = applied.items.filter(({ partition }) => !again.has(partition));
    await this.announcer.announce([...items, ...stored]);
    for (const { partition, nextOffset } of batches) this.announced.set(partition, nextOffset);
    return applied;
  }
}
