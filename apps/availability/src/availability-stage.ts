import type { Policy } from '#config';
import { readProgress, type LogSpan, type RawBatch } from '#messaging';
import type { DataSource } from 'typeorm';
import type { Announcer } from './announcer.js';
import { AVAILABILITY, type AppliedBatch, type ApplyBatch } from './apply-batch.js';
import { itemsSince } from './read-items.js';
import { recomputeItems } from './recompute-items.js';

/**
 * The fold over the partitions that this process owns. What is announced for certain is remembered
 * here and stored with the next batch: a crash in between announces again, never less (promise I1).
 */
export class AvailabilityStage {
  private readonly announced = new Map<number, bigint>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly announcer: Announcer,
    private readonly applyBatch: ApplyBatch,
    private readonly policy: Policy,
  ) {}

  /** Repairs what the last owner may have left unannounced, then says where to go on. */
  async startFrom({ topic, partition }: LogSpan): Promise<bigint> {
    const at = { stage: AVAILABILITY, topic, partition };
    const { applied, announced } = await readProgress(this.dataSource.manager, at);
    if (announced < applied) {
      await this.announcer.announce(
        await itemsSince(this.dataSource.manager, partition, announced),
      );
    }
    await recomputeItems(this.dataSource, this.announcer, this.policy, at);
    this.announced.set(partition, applied);
    return applied;
  }

  /** A batch that comes again after its commit is announced from the stored state. */
  async handle(batch: RawBatch): Promise<AppliedBatch> {
    const { partition } = batch;
    const announced = this.announced.get(partition) ?? 0n;
    const applied = await this.applyBatch.handle(batch, announced);
    const items =
      applied.appliedBefore > announced
        ? await itemsSince(this.dataSource.manager, partition, announced)
        : applied.items;
    await this.announcer.announce(items);
    this.announced.set(partition, batch.nextOffset);
    return applied;
  }
}
