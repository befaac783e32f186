import type { Db } from '../database/read-database.js';

export interface HistoryRow {
  readonly location: string;
  readonly source: string;
  readonly newest_day: number;
  readonly days: readonly (readonly [number, number, number, number])[];
  readonly sizes: readonly [
    readonly (readonly [number, number])[],
    readonly (readonly [number, number])[],
  ];
  readonly counted_at: Date | null;
}

/** What each source tells of an item's sales and counts. */
export const historiesOf = (db: Db, partition: number, sku: string): Promise<HistoryRow[]> =>
  db.query<HistoryRow[]>(
    `SELECT location, source, newest_day, days, sizes, counted_at FROM item_history
     WHERE partition = $1 AND sku = $2`,
    [partition, sku],
  );

export interface InboundRow {
  readonly location: string;
  readonly source: string;
  readonly quantity: string;
  readonly purchase: string;
  readonly vendor: string | null;
  readonly eta: string | null;
}

/** What is on its way, by row. */
export const inboundOf = (db: Db, partition: number, sku: string): Promise<InboundRow[]> =>
  db.query<InboundRow[]>(
    `SELECT location, source, inbound AS quantity, purchase, vendor, eta::text AS eta
     FROM contribution
     WHERE partition = $1 AND sku = $2 AND purchase IS NOT NULL`,
    [partition, sku],
  );

/** Units of an item that are promised to orders which wait for them. */
export const promisedOf = async (db: Db, sku: string): Promise<string> => {
  const rows = await db.query<{ units: string }[]>(
    `SELECT coalesce(sum(units - served), 0)::text AS units FROM order_promise
     WHERE sku = $1 AND closed_at IS NULL`,
    [sku],
  );
  return rows[0]?.units ?? '0';
};
