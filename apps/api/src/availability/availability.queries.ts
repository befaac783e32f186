import type { SellableTo } from '#domain';
import type { ItemRow } from '../items/item.queries.js';
import type { Db } from '../database/read-database.js';

export type StockedItemRow = Pick<
  ItemRow,
  'sku' | 'version' | 'channels' | 'policy_version' | 'recorded_at' | 'applied_at'
>;

/** Items of several skus, each found by the place that its stock is at. */
export const itemsOf = (db: Db, skus: readonly string[]): Promise<StockedItemRow[]> =>
  db.query<StockedItemRow[]>(
    `SELECT i.sku, i.version, i.channels, i.policy_version, i.recorded_at, i.applied_at
     FROM (SELECT DISTINCT partition, sku FROM location_stock WHERE sku = ANY ($1::text[])) AS place
     JOIN item AS i USING (partition, sku) ORDER BY i.sku`,
    [skus],
  );

export interface StockRow {
  readonly sku: string;
  readonly location: string;
  readonly source: string | null;
  readonly available_base: string;
  readonly claimed: string;
  readonly sellable_to: SellableTo;
  readonly updated_at: Date | null;
}

/**
 * What counts at each location, and since when.
 *
 * @param sources whose position counts, by location
 */
export const stocksOf = (
  db: Db,
  skus: readonly string[],
  sources: Readonly<Record<string, string>>,
): Promise<StockRow[]> =>
  db.query<StockRow[]>(
    `SELECT s.sku, s.location, given.source, s.available_base, s.claimed, s.sellable_to,
            p.updated_at
     FROM location_stock AS s
     JOIN unnest($2::text[], $3::text[]) AS given (location, source) USING (location)
     LEFT JOIN stock_position AS p
       ON p.partition = s.partition AND p.sku = s.sku AND p.location = s.location
      AND p.source = given.source
     WHERE s.sku = ANY ($1::text[]) ORDER BY s.sku, s.location`,
    [skus, Object.keys(sources), Object.values(sources)],
  );
