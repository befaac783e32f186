import { sealLines } from '#ledger';
import { lockProgress, type TopicPartition } from '#messaging';
import type { DataSource } from 'typeorm';
import type { Announcer } from './announcer.js';
import { AVAILABILITY } from './apply-batches.js';
import { channelNumbers } from './channel-numbers.js';
import type { ItemNumbers } from './item-numbers.js';
import { itemsOfOtherPolicy } from './read-items.js';
import { readHead, readPositions } from './read-states.js';
import { recomputedLine } from './recomputed-line.js';
import { positionsBySku } from './stock-state.js';
import type { TermsInForce } from './terms/policy-terms.js';
import { writeItems } from './write-folded.js';

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
): Promise<ItemNumbers[]> =>
  dataSource.transaction(async (manager) => {
    const { partition } = at;
    const [locked] = await lockProgress(manager, AVAILABILITY, [at]);
    const applied = locked?.progress.applied ?? 0n;
    const { policy, terms } = inForce.current();
    const old = await itemsOfOtherPolicy(manager, partition, policy.policyVersion, CHUNK);
    const skus = old.map(({ sku }) => sku);
    const positions = positionsBySku((await readPositions(manager, partition, skus)).values());
    const appliedAt = new Date().toISOString();
    const items = old.map((item) => ({
      ...item,
      version: item.version + 1n,
      channels: channelNumbers(policy, terms, positions.get(item.sku) ?? []),
      policyVersion: policy.policyVersion,
      // an announcement that a crash swallows is repeated with those of the newest offset
      lastOffset: applied > 0n ? applied - 1n : 0n,
      appliedAt,
    }));
    const lines = items.map((item) => recomputedLine(item, 'policy'));
    await writeItems(manager, items, sealLines(await readHead(manager, partition), lines));
    return items;
  });
