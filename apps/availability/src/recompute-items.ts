import type { Policy } from '#config';
import { lockProgress, type StagePartition } from '#messaging';
import type { DataSource } from 'typeorm';
import type { Announcer } from './announcer.js';
import { channelNumbers } from './channel-numbers.js';
import type { ItemNumbers } from './item-numbers.js';
import { itemsOfOtherPolicy } from './read-items.js';
import { readPositions } from './read-state.js';
import { positionsBySku } from './stock-state.js';
import { writeItems } from './write-state.js';

const CHUNK = 500;

/**
 * Computes anew, with a new version each, the items whose numbers come from another policy, and
 * announces them. Interrupted, it goes on where it was: the rest still names the old policy.
 */
export async function recomputeItems(
  dataSource: DataSource,
  announcer: Announcer,
  policy: Policy,
  at: StagePartition,
): Promise<number> {
  let recomputed = 0;
  for (;;) {
    const items = await recomputeChunk(dataSource, policy, at);
    await announcer.announce(items);
    recomputed += items.length;
    if (items.length < CHUNK) return recomputed;
  }
}

const recomputeChunk = (
  dataSource: DataSource,
  policy: Policy,
  at: StagePartition,
): Promise<ItemNumbers[]> =>
  dataSource.transaction(async (manager) => {
    const { partition } = at;
    const { applied } = await lockProgress(manager, at);
    const old = await itemsOfOtherPolicy(manager, partition, policy.policyVersion, CHUNK);
    const skus = old.map(({ sku }) => sku);
    const positions = positionsBySku((await readPositions(manager, partition, skus)).values());
    const appliedAt = new Date().toISOString();
    const items = old.map((item) => ({
      ...item,
      version: item.version + 1n,
      channels: channelNumbers(policy, positions.get(item.sku) ?? []),
      policyVersion: policy.policyVersion,
      // an announcement that a crash swallows is repeated with those of the newest offset
      lastOffset: applied > 0n ? applied - 1n : 0n,
      appliedAt,
    }));
    await writeItems(manager, partition, items);
    return items;
  });
