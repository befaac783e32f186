import { channelNumbers } from './channel-numbers.js';
import { foldBatch, type FoldedBatch } from './fold-batch.js';
import type { ItemNumbers } from './item-numbers.js';
import { ledgerRows, type LedgerRow } from './ledger-row.js';
import type { PartitionState } from './read-states.js';
import { positionsBySku, type StockState } from './stock-state.js';
import type { StandingTerms } from './terms/policy-terms.js';

/** All that a batch changes in one partition. */
export interface FoldedPartition extends FoldedBatch {
  readonly partition: number;
  readonly items: readonly ItemNumbers[];
  readonly ledger: readonly LedgerRow[];
}

export interface FoldingTerms extends StandingTerms {
  /** UTC ISO 8601 */
  readonly appliedAt: string;
}

/** Folds one partition's events over its state, up to what each channel may sell. Pure. */
export function foldPartition(
  { partition, state, incoming }: PartitionState,
  { policy, terms, appliedAt }: FoldingTerms,
): FoldedPartition {
  const folded = foldBatch(state, incoming);
  const items = numbersOf(partition, state, folded, { policy, terms, appliedAt });
  const versions = new Map(items.map(({ sku, version }) => [sku, version]));
  const ledger = ledgerRows(
    {
      partition,
      lastLine: state.lastLine,
      policyVersion: policy.policyVersion,
      appliedAt,
      versionOf: (sku) => versions.get(sku) ?? state.items.get(sku)?.version ?? 0n,
    },
    folded.entries,
  );
  return { ...folded, partition, items, ledger };
}

function numbersOf(
  partition: number,
  state: StockState,
  folded: FoldedBatch,
  { policy, terms, appliedAt }: FoldingTerms,
): ItemNumbers[] {
  const positions = new Map([...state.positions, ...folded.positions]);
  const all = positionsBySku(positions.values());
  return [...folded.touched].map(([sku, { offset, recordedAt }]) => ({
    partition,
    sku,
    version: (state.items.get(sku)?.version ?? 0n) + 1n,
    channels: channelNumbers(policy, terms, all.get(sku) ?? []),
    policyVersion: policy.policyVersion,
    lastOffset: offset,
    recordedAt,
    appliedAt,
  }));
}
