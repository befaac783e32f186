import { decodeClaims, PoisonMessageError, type Topics } from '#contracts';
import { sealLines } from '#ledger';
import {
  lockProgress,
  parkMessages,
  readProgress,
  saveProgress,
  type LogSpan,
  type Poison,
  type RawBatch,
} from '#messaging';
import type { DataSource, EntityManager } from 'typeorm';
import type { Announcer } from '../announcer.js';
import { AVAILABILITY } from '../apply-batches.js';
import type { ItemNumbers } from '../item-numbers.js';
import { itemsBySku } from '../read-items.js';
import { readHead } from '../read-states.js';
import { recomputedLine } from '../recomputed-line.js';
import { renumber } from '../renumber.js';
import type { TermsInForce } from '../terms/policy-terms.js';
import { writeItems } from '../write-folded.js';
import { absorbLate } from './absorb-late.js';

export const CLAIMS = 'claims';

interface ClaimedItems {
  readonly partition: number;
  readonly skus: readonly string[];
}

/**
 * Gives items whose claims changed new numbers. The message only says which item: what is claimed is read,
 * so a repeated message leads to the same numbers (I2). It shares the fold's lock on the partition, so the
 * two never write an item side by side (I5).
 */
export class ClaimsStage {
  private readonly announced = new Map<number, bigint>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly announcer: Announcer,
    private readonly inForce: TermsInForce,
    private readonly topics: Topics,
  ) {}

  /** What may not have been announced is handled again. */
  async startFrom({ topic, partition }: LogSpan): Promise<bigint> {
    const at = { topic, partition };
    const { announced } = await readProgress(this.dataSource.manager, CLAIMS, at);
    this.announced.set(partition, announced);
    return announced;
  }

  async handle(batches: readonly RawBatch[]): Promise<readonly Poison[]> {
    const { items, poisons } = await this.dataSource.transaction((manager) =>
      this.apply(manager, batches),
    );
    await this.announcer.announce(items);
    for (const { partition, nextOffset } of batches) this.announced.set(partition, nextOffset);
    return poisons;
  }

  private async apply(manager: EntityManager, batches: readonly RawBatch[]) {
    await lockProgress(manager, CLAIMS, batches);
    const read = batches.map(readItems);
    const poisons = read.flatMap((slice) => slice.poisons);
    await parkMessages(manager, CLAIMS, poisons);
    const items = await this.renumberAll(manager, read);
    const reached = batches.map(({ topic, partition, nextOffset }) => ({
      topic,
      partition,
      applied: nextOffset,
      announced: this.announced.get(partition) ?? 0n,
    }));
    await saveProgress(manager, CLAIMS, reached);
    return { items, poisons };
  }

  private async renumberAll(
    manager: EntityManager,
    claimed: readonly ClaimedItems[],
  ): Promise<readonly ItemNumbers[]> {
    const topic = this.topics.stockEvents;
    const at = claimed.map(({ partition, skus }) => ({ topic, partition, skus }));
    const locked = await lockProgress(manager, AVAILABILITY, at);
    const current = this.inForce.current();
    await absorbLate(
      manager,
      current.terms,
      claimed.flatMap(({ skus }) => skus),
    );
    const all: ItemNumbers[] = [];
    for (const {
      at: { partition, skus },
      progress,
    } of locked) {
      const old = await itemsBySku(manager, partition, skus);
      const { items } = await renumber(manager, current, partition, old, progress.applied);
      const lines = items.map((item) => recomputedLine(item, 'claims'));
      await writeItems(manager, items, sealLines(await readHead(manager, partition), lines));
      all.push(...items);
    }
    return all;
  }
}

function readItems({
  topic,
  partition,
  messages,
}: RawBatch): ClaimedItems & { readonly poisons: readonly Poison[] } {
  const skus = new Set<string>();
  const poisons: Poison[] = [];
  for (const raw of messages) {
    try {
      skus.add(decodeClaims(raw.value).sku);
    } catch (error) {
      if (!(error instanceof PoisonMessageError)) throw error;
      poisons.push({ message: { ...raw, topic, partition }, error });
    }
  }
  return { partition, skus: [...skus], poisons };
}
