import type { Absorption } from '#domain';
import { sealLines, type SealedLines } from '#ledger';
import { channelNumbers } from './channel-numbers.js';
import { absorbClaims, touchedByClaims } from './claims/absorb-claims.js';
import type { ClaimedUnits } from './counted-stock.js';
import { foldBatch, type FoldedBatch } from './fold-batch.js';
import type { ItemNumbers } from './item-numbers.js';
import { ledgerLines } from './ledger-lines.js';
import type { PartitionState } from './read-states.js';
import { stockRows, type StockRow } from './stock-row.js';
import { positionsBySku, type StockState } from './stock-state.js';
import type { StandingTerms } from './terms/policy-terms.js';

/** All that a batch changes in one partition. */
export interface FoldedPartition extends FoldedBatch {
  readonly partition: number;
  readonly items: readonly ItemNumbers[];
  readonly ledger: SealedLines;
  /** what counts at the locations that the batch touched */
  readonly stocks: readonly StockRow[];
  /** claims that the batch explains */
  readonly absorptions: readonly Absorption[];
}

export interface FoldingTerms extends StandingTerms {
  /** UTC ISO 8601 */
  readonly appliedAt: string;
}

/** Folds one partition's events over its state, up to what each channel may sell. Pure. */
export function foldPartition(
  { partition, state, incoming, claims }: PartitionState,
  { policy, terms, appliedAt }: FoldingTerms,
): FoldedPartition {
  const moved = foldBatch(state, incoming);
  const { absorptions, claimed } = absorbClaims(terms, claims, moved.entries);
  const touched = touchedByClaims(moved.touched, absorptions, incoming);
  const folded = { ...moved, touched };
  const items = numbersOf(partition, state, folded, claimed, { policy, terms, appliedAt });
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
  const ledger = sealLines(state.head, lines);
  const stocks = stockRows(terms, partition, state, folded, absorptions);
  return { ...folded, partition, items, ledger, stocks, absorptions };
}

function numbersOf(
  partition: number,
  state: StockState,
  folded: FoldedBatch,
  claimed: ReadonlyMap<string, ClaimedUnits>,
  { policy, terms, appliedAt }: FoldingTerms,
): ItemNumbers[] {
  const positions = new Map([...state.positions, ...folded.positions]);
  const all = positionsBySku(positions.values());
  return [...folded.touched].map(([sku, { offset, recordedAt }]) => ({
    partition,
    sku,
    version: (state.items.get(sku)?.version ?? 0n) + 1n,
    channels: channelNumbers(policy, terms, all.get(sku) ?? [], claimed.get(sku)),
    policyVersion: policy.policyVersion,
    lastOffset: offset,
    recordedAt,
    appliedAt,
  }));
}
