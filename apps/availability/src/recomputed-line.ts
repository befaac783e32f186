import type { LedgerLine } from '#ledger';
import type { ItemNumbers } from './item-numbers.js';

/**
 * The line of a version that no source row led to: numbers that were computed anew.
 *
 * @param reason what made it necessary, such as `policy`
 */
export const recomputedLine = (item: ItemNumbers, reason: string): LedgerLine => ({
  event_id: `recompute/${item.partition}/${item.sku}/${item.version}`,
  sku: item.sku,
  kind: 'recompute',
  effect: 'none',
  rule: reason,
  input_offset: item.lastOffset.toString(),
  version: item.version.toString(),
  policy_version: item.policyVersion,
  applied_at: item.appliedAt,
  channels: item.channels,
  basis: item.basis ?? undefined,
});
