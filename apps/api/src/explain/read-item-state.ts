import type { Policy } from '#config';
import {
  BUCKETS,
  itemState,
  knownStocks,
  type Bucket,
  type ItemState,
  type LocationHistory,
  type Quantity,
  type SourcePosition,
  type Terms,
} from '#domain';
import type { Db } from '../database/read-database.js';
import { quantityOf } from '../format/decimal.js';
import { positionsOf, type PositionRow } from '../items/position.queries.js';
import { historiesOf, type HistoryRow } from './history.queries.js';
import { readInbound } from './read-inbound.js';

interface ItemAt {
  readonly partition: number;
  readonly sku: string;
  /** what active claims hold, by location */
  readonly claimed: ReadonlyMap<string, Quantity>;
}

/**
 * One item as the channels see it, from what is stored. A location of the policy where the item was never
 * seen has nothing of it.
 */
export async function readItemState(
  db: Db,
  { partition, sku, claimed }: ItemAt,
  at: { readonly policy: Policy; readonly terms: Terms; readonly now: number },
): Promise<ItemState> {
  const { terms, policy, now } = at;
  const [rows, histories, inbound] = await Promise.all([
    positionsOf(db, partition, sku),
    historiesOf(db, partition, sku),
    readInbound(db, { partition, sku }, terms),
  ]);
  const positions = rows.map(toSourcePosition);
  const stocks = knownStocks([...positions, ...unseen(positions, terms)], terms, {
    historyOf: (location, source) => {
      const known = histories.find((one) => one.location === location && one.source === source);
      return known && toHistory(known);
    },
    claimedAt: (location) => claimed.get(location) ?? 0n,
  });
  return itemState(stocks, inbound, { locations: policy.locations, terms, now });
}

/** Nothing, of the sources that stand at the locations which say nothing of the item. */
export function unseen(
  positions: readonly SourcePosition[],
  { locations }: Terms,
): SourcePosition[] {
  const seen = new Set(positions.map(({ location }) => location));
  return Object.entries(locations).flatMap(([location, { source }]) =>
    source === null || seen.has(location)
      ? []
      : [{ location, source, recordedAt: '', buckets: bucketsOf(() => 0n) }],
  );
}

export const bucketsOf = (quantity: (bucket: Bucket) => Quantity): Record<Bucket, Quantity> =>
  Object.fromEntries(BUCKETS.map((bucket) => [bucket, quantity(bucket)])) as Record<
    Bucket,
    Quantity
  >;

export const toSourcePosition = (row: PositionRow): SourcePosition => ({
  location: row.location,
  source: row.source,
  recordedAt: row.recorded_at,
  buckets: bucketsOf((bucket) => quantityOf(row[bucket])),
});

const toHistory = (row: HistoryRow): LocationHistory => ({
  newestDay: row.newest_day,
  days: row.days,
  sizes: row.sizes,
  countedAt: row.counted_at?.getTime() ?? null,
});
