import type { Db } from '../database/read-database.js';

/** A listing of which somebody has said what it is made of. */
export interface MappedListingRow {
  readonly channel: string;
  readonly sku: string;
  /** none: it is not published */
  readonly parts: readonly { readonly item: string; readonly units: number }[];
}

/** Listings that take units of an item, or go by its sku; by channel and sku. */
export const mappedListings = (db: Db, sku: string, most: number): Promise<MappedListingRow[]> =>
  db.query<MappedListingRow[]>(
    `SELECT channel, sku, parts FROM channel_listing
     WHERE parts IS NOT NULL AND (sku = $1 OR parts @> jsonb_build_array(jsonb_build_object('item', $1::text)))
     ORDER BY channel, sku LIMIT $2`,
    [sku, most],
  );
