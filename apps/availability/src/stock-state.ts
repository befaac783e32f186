import type {
  Bucket,
  Contribution,
  LedgerSummary,
  Quantity,
  RowHistory,
  SourcePosition,
  StockEvent,
} from '#domain';
import type { LedgerHead } from '#ledger';
import type { RowFacts } from './row-facts.js';

/** One item's stock at one location as one source tells it. */
export interface Position extends SourcePosition {
  readonly sku: string;
  /** how many events have changed it: it does not depend on how they were batched (promise I5) */
  readonly hubVersion: bigint;
}

/** An item with the newest version that channels may have been told of. */
export interface Item {
  readonly sku: string;
  readonly version: bigint;
}

/** What a row contributes now, and what else it says. */
export type KnownContribution = Contribution & RowFacts;

/** What a batch needs of one partition's state. */
export interface StockState {
  readonly contributions: ReadonlyMap<string, KnownContribution>;
  readonly positions: ReadonlyMap<string, Position>;
  readonly items: ReadonlyMap<string, Item>;
  /** of items with counts or waiting cancellations, by relation */
  readonly summaries: ReadonlyMap<string, LedgerSummary>;
  /** relations that were read whole: their rows' histories, by contribution */
  readonly relations: ReadonlyMap<string, ReadonlyMap<string, RowHistory>>;
  /** the newest ledger line of the partition */
  readonly head: LedgerHead;
}

/** All movements of one item by one source. */
export interface RelationKey {
  readonly sku: string;
  readonly source: string;
}

export interface ContributionKey extends RelationKey {
  readonly table: string;
  readonly rowKey: string;
  readonly rule: string;
}

export const contributionKey = ({ sku, row }: StockEvent): ContributionKey => ({
  sku,
  source: row.system,
  table: row.table,
  rowKey: row.key,
  rule: row.rule,
});

const SEPARATOR = '\u0000';

export const contributionId = (key: ContributionKey): string =>
  [key.sku, key.source, key.table, key.rowKey, key.rule].join(SEPARATOR);

export const relationId = ({ sku, source }: RelationKey): string => [sku, source].join(SEPARATOR);

export const skuOfContribution = (id: string): string => id.slice(0, id.indexOf(SEPARATOR));

/** Positions and histories are kept by item, location and source. */
export const positionId = (position: Pick<Position, 'sku' | 'location' | 'source'>): string =>
  [position.sku, position.location, position.source].join(SEPARATOR);

export const emptyBuckets = (): Record<Bucket, Quantity> => ({
  available_base: 0n,
  allocated: 0n,
  damaged: 0n,
  quarantine: 0n,
  non_sellable: 0n,
  in_transit: 0n,
  inbound_confirmed: 0n,
});

export function positionsBySku(positions: Iterable<Position>): Map<string, Position[]> {
  const groups = new Map<string, Position[]>();
  for (const position of positions) {
    const group = groups.get(position.sku) ?? [];
    group.push(position);
    groups.set(position.sku, group);
  }
  return groups;
}
