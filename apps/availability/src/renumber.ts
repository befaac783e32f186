import type { EntityManager } from 'typeorm';
import { answersFor } from './answers-for.js';
import { readClaimed } from './claims/read-claimed.js';
import type { ItemNumbers } from './item-numbers.js';
import { readPositions } from './read-states.js';
import { rowsOf, type StockRow } from './stock-row.js';
import { positionsBySku } from './stock-state.js';
import type { CurrentTerms } from './terms/policy-terms.js';

/** Items' numbers by their present stock and claims, and the rows that claims are admitted by. */
export interface Renumbered {
  /** with the next version each; not written yet */
  readonly items: readonly ItemNumbers[];
  readonly stocks: readonly StockRow[];
}

/**
 * Computes items' numbers anew, outside the fold. The partition's progress is locked, so no fold runs
 * beside it.
 *
 * @param applied next input offset of the fold
 */
export async function renumber(
  manager: EntityManager,
  current: CurrentTerms,
  partition: number,
  old: readonly ItemNumbers[],
  applied: bigint,
): Promise<Renumbered> {
  const skus = old.map(({ sku }) => sku);
  const positions = positionsBySku((await readPositions(manager, partition, skus)).values());
  const claimed = await readClaimed(manager, partition, skus);
  const { policy, terms, now } = current;
  const answers = await answersFor(manager, current, old, { positions, claimed, now });
  const appliedAt = now.toISOString();
  const items = old.map((item, index) => ({
    ...item,
    ...answers[index],
    version: item.version + 1n,
    policyVersion: policy.policyVersion,
    // an announcement that a crash swallows is repeated with those of the newest offset
    lastOffset: applied > 0n ? applied - 1n : 0n,
    // nothing happened in a source: the numbers are as old as the reason to reckon them anew
    recordedAt: appliedAt,
    appliedAt,
  }));
  const stocks = [...positions.values()].flatMap((of) => rowsOf(terms, partition, of));
  return { items, stocks };
}
