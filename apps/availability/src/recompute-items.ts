import { sealLines } from '#ledger';
import { lockProgress, type TopicPartition } from '#messaging';
import type { DataSource, EntityManager } from 'typeorm';
import type { Announcer } from './announcer.js';
import { AVAILABILITY } from './apply-batches.js';
import type { ItemNumbers } from './item-numbers.js';
import { dueItems, itemsOfOtherPolicy } from './read-items.js';
import { readHead } from './read-states.js';
import { recomputedLine } from './recomputed-line.js';
import { renumber } from './renumber.js';
import type { CurrentTerms, TermsInForce } from './terms/policy-terms.js';
import { writeItems, writeStocks } from './write-folded.js';

const CHUNK = 500;

/** Which items to reckon anew: those of another policy or other terms, or those that are due by time. */
export type Outdated = 'by_terms' | 'by_time';

/**
 * Computes anew, with a new version each, the items of a partition that are outdated, and announces them.
 * Interrupted, it goes on where it was: the rest is still outdated.
 */
export async function recomputeItems(
  dataSource: DataSource,
  announcer: Announcer,
  inForce: TermsInForce,
  at: TopicPartition,
  which: Outdated = 'by_terms',
): Promise<number> {
  let recomputed = 0;
  for (;;) {
    const items = await recomputeChunk(dataSource, inForce, at, which);
    await announcer.announce(items);
    recomputed += items.length;
    if (items.length < CHUNK) return recomputed;
  }
}

const recomputeChunk = (
  dataSource: DataSource,
  inForce: TermsInForce,
  at: TopicPartition,
  which: Outdated,
): Promise<readonly ItemNumbers[]> =>
  dataSource.transaction(async (manager) => {
    const { partition } = at;
    const [locked] = await lockProgress(manager, AVAILABILITY, [at]);
    const applied = locked?.progress.applied ?? 0n;
    const current = inForce.current();
    const old = await outdatedItems(manager, partition, current, which);
    const { items, stocks } = await renumber(manager, current, partition, old, applied);
    const lines = items.map((item) => recomputedLine(item, REASONS[which]));
    await writeItems(manager, items, sealLines(await readHead(manager, partition), lines));
    await writeStocks(manager, stocks);
    return items;
  });

const REASONS = { by_terms: 'policy', by_time: 'time' } as const;

const outdatedItems = (
  manager: EntityManager,
  partition: number,
  { policy, now }: CurrentTerms,
  which: Outdated,
): Promise<ItemNumbers[]> =>
  which === 'by_time'
    ? dueItems(manager, partition, now, CHUNK)
    : itemsOfOtherPolicy(manager, partition, policy.policyVersion, CHUNK);
