import { sealLines } from '#ledger';
import { lockProgress, type TopicPartition } from '#messaging';
import type { DataSource } from 'typeorm';
import type { Announcer } from './announcer.js';
import { AVAILABILITY } from './apply-batches.js';
import type { ItemNumbers } from './item-numbers.js';
import { itemsOfOtherPolicy } from './read-items.js';
import { readHead } from './read-states.js';
import { recomputedLine } from './recomputed-line.js';
import { renumber } from './renumber.js';
import type { TermsInForce } from './terms/policy-terms.js';
import { writeItems, writeStocks } from './write-folded.js';

const CHUNK = 500;

/**
 * Computes anew, with a new version each, the items whose numbers come from another policy or from other
 * terms, and announces them. Interrupted, it goes on where it was: the rest still names the old policy.
 */
export async function recomputeItems(
  dataSource: DataSource,
  announcer: Announcer,
  inForce: TermsInForce,
  at: TopicPartition,
): Promise<number> {
  let recomputed = 0;
  for (;;) {
    const items = await recomputeChunk(dataSource, inForce, at);
    await announcer.announce(items);
    recomputed += items.length;
    if (items.length < CHUNK) return recomputed;
  }
}

const recomputeChunk = (
  dataSource: DataSource,
  inForce: TermsInForce,
  at: TopicPartition,
): Promise<readonly ItemNumbers[]> =>
  dataSource.transaction(async (manager) => {
    const { partition } = at;
    const [locked] = await lockProgress(manager, AVAILABILITY, [at]);
    const applied = locked?.progress.applied ?? 0n;
    const standing = inForce.current();
    const { policyVersion } = standing.policy;
    const old = await itemsOfOtherPolicy(manager, partition, policyVersion, CHUNK);
    const { items, stocks } = await renumber(manager, standing, partition, old, applied);
    const lines = items.map((item) => recomputedLine(item, 'policy'));
    await writeItems(manager, items, sealLines(await readHead(manager, partition), lines));
    await writeStocks(manager, stocks);
    return items;
  });
