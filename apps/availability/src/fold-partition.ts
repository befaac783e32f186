import { sealLines, type SealedLines } from '#ledger';
import { channelNumbers } from './channel-numbers.js';
import { foldBatch, type FoldedBatch } from './fold-batch.js';
import type { ItemNumbers } from './item-numbers.js';
import { ledgerLines } from './ledger-lines.js';
import type { PartitionState } from './read-states.js';
import { positionsBySku, type StockState } from './stock-state.js';
import type { StandingTerms } from './terms/policy-terms.js';

/** All that a batch changes in one partition. */
export interface FoldedPartition extends FoldedBatch {
  readonly partition: number;
  readonly items: readonly ItemNumbers[];
  readonly ledger: SealedLines;
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
  const numbers = new Map(items.map((item) => [item.sku, item]));
  const lines = ledgerLines(
    {
      policyVersion: policy.policyVersion,
      appliedAt,
      versionOf: (sku) => (numbers.get(sku) ?? state.items.get(sku))?.version ?? 0n,
      numbersOf: (sku) => numbers.get(sku),
    },
    folded.entries,
  );
  return { ...folded, partition, items, ledger: sealLines(state.head, lines) };
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
