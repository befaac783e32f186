import type { Policy } from '#config';
import type { Absorption, LocationHistory } from '#domain';
import { sealLines, type LedgerLine, type SealedLines } from '#ledger';
import { channelNumbers } from './channel-numbers.js';
import { absorbClaims, touchedByClaims } from './claims/absorb-claims.js';
import type { ClaimedUnits } from './counted-stock.js';
import { foldBatch, type FoldedBatch, type Touch } from './fold-batch.js';
import { inboundOf, inboundRows } from './inbound-of.js';
import type { ItemNumbers } from './item-numbers.js';
import { knowledgeNeeds } from './knowledge-needs.js';
import { ledgerLines } from './ledger-lines.js';
import type { Knowledge } from './read-knowledge.js';
import { recomputedLine } from './recomputed-line.js';
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
  knowledge: Knowledge,
  at: FoldingTerms,
): FoldedPartition {
  const moved = foldBatch(state, incoming, knowledge.histories);
  const { absorptions, claimed } = absorbClaims(at.terms, claims, moved.entries);
  const touched = touchedByClaims(moved.touched, absorptions, incoming);
  const folded = { ...moved, touched };
  const items = numbersOf({ partition, state, knowledge, claimed }, folded, at);
  const ledger = sealLines(state.head, linesOf(state, folded, items, at));
  const stocks = stockRows(at.terms, partition, state, folded, absorptions);
  return { ...folded, partition, items, ledger, stocks, absorptions };
}

/** A line for each change, and for each item whose numbers changed by what no change of stock tells. */
function linesOf(
  state: StockState,
  { entries }: FoldedBatch,
  items: readonly ItemNumbers[],
  { policy, appliedAt }: FoldingTerms,
): readonly LedgerLine[] {
  const numbers = new Map(items.map((item) => [item.sku, item]));
  const lines = ledgerLines(
    {
      policyVersion: policy.policyVersion,
      appliedAt,
      versionOf: (sku) => (numbers.get(sku) ?? state.items.get(sku))?.version ?? 0n,
      numbersOf: (sku) => numbers.get(sku),
    },
    entries,
  );
  const told = new Set(entries.map(({ incoming }) => incoming.event.sku));
  const untold = items.filter(({ sku }) => !told.has(sku));
  return [...lines, ...untold.map((item) => recomputedLine(item, 'history'))];
}

interface Before {
  readonly partition: number;
  readonly state: StockState;
  readonly knowledge: Knowledge;
  readonly claimed: ReadonlyMap<string, ClaimedUnits>;
}

function numbersOf(
  { partition, state, knowledge, claimed }: Before,
  folded: FoldedBatch,
  { policy, terms, appliedAt }: FoldingTerms,
): ItemNumbers[] {
  const positions = positionsBySku(new Map([...state.positions, ...folded.positions]).values());
  const histories = historiesAfter(knowledge.histories, folded.histories);
  const { inbound: needsInbound } = knowledgeNeeds(policy);
  const inbound = needsInbound
    ? inboundRows(knowledge.inbound, folded.contributions)
    : new Map<string, never>();
  const now = Date.parse(appliedAt);
  return [...changedItems(state, folded, policy)].map(([sku, { offset, recordedAt }]) => {
    const item = {
      positions: positions.get(sku) ?? [],
      claimed: claimed.get(sku),
      histories,
      inbound: inboundOf(inbound.get(sku), knowledge.promised.get(sku), terms),
    };
    return {
      partition,
      sku,
      version: (state.items.get(sku)?.version ?? 0n) + 1n,
      ...channelNumbers(item, { policy, terms, now }),
      policyVersion: policy.policyVersion,
      lastOffset: offset,
      recordedAt,
      appliedAt,
    };
  });
}

/** Sales and counts alone change numbers where the policy makes them of these; an item must be known. */
function changedItems(
  state: StockState,
  { touched, stirred }: FoldedBatch,
  policy: Policy,
): ReadonlyMap<string, Touch> {
  if (stirred.size === 0 || !knowledgeNeeds(policy).histories) return touched;
  const known = [...stirred].filter(([sku]) => state.items.has(sku) && !touched.has(sku));
  return known.length === 0 ? touched : new Map([...touched, ...known]);
}

function historiesAfter(
  before: ReadonlyMap<string, LocationHistory>,
  changed: FoldedBatch['histories'],
): ReadonlyMap<string, LocationHistory> {
  const after = new Map(before);
  for (const [id, { history }] of changed) after.set(id, history);
  return after;
}
