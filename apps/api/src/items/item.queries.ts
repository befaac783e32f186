import type { Offer } from '#domain';
import { PARTITIONS } from '../database/partitions.js';
import type { Db } from '../database/read-database.js';

export interface ItemRow {
  readonly partition: number;
  readonly sku: string;
  readonly version: string;
  readonly channels: Readonly<Record<string, number>>;
  readonly policy_version: string;
  readonly recorded_at: Date;
  readonly applied_at: Date;
  /** by channel id, where it offers more than units; null: none does */
  readonly offers: Readonly<Record<string, Offer>> | null;
}

const COLUMNS =
  'partition, sku, version, channels, policy_version, recorded_at, applied_at, offers';

/**
 * One page of items by sku.
 *
 * @param part part of the sku, any case; null for all
 * @param after sku of the last item of the page before; empty for the first page
 */
export const itemsPage = (
  db: Db,
  part: string | null,
  after: string,
  limit: number,
): Promise<ItemRow[]> =>
  db.query<ItemRow[]>(
    `${PARTITIONS}
     SELECT i.* FROM part
     CROSS JOIN LATERAL (
       SELECT ${COLUMNS} FROM item
       WHERE partition = p AND sku > $1 AND ($2::text IS NULL OR sku ILIKE $2)
       ORDER BY sku LIMIT $3
     ) AS i
     ORDER BY i.sku LIMIT $3`,
    [after, part === null ? null : `%${part.replace(/[\\%_]/g, '\\$&')}%`, limit],
  );

export const itemBySku = async (db: Db, sku: string): Promise<ItemRow | undefined> =>
  (await itemsBySkus(db, [sku]))[0];

export const itemsBySkus = (db: Db, skus: readonly string[]): Promise<ItemRow[]> =>
  db.query<ItemRow[]>(
    `${PARTITIONS}
     SELECT i.* FROM part
     CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM item WHERE partition = p AND sku = ANY ($1)) AS i`,
    [skus],
  );

/** Enough to guess what a mistyped sku meant, few enough to stay quick. */
const MOST_CANDIDATES = 20_000;

/** Skus of about the same length. */
export const similarSkus = async (db: Db, sku: string): Promise<string[]> => {
  const rows = await db.query<{ sku: string }[]>(
    `SELECT sku FROM item WHERE length(sku) BETWEEN $1 AND $2 LIMIT ${MOST_CANDIDATES}`,
    [sku.length - 2, sku.length + 2],
  );
  return rows.map((row) => row.sku);
};
