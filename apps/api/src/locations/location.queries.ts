import type { Db } from '../database/read-database.js';

/** What one source has told of one location. */
export interface PlaceRow {
  readonly location: string;
  readonly source: string;
  readonly items: number;
  readonly last_change_at: Date;
}

export const places = (db: Db): Promise<PlaceRow[]> =>
  db.query<PlaceRow[]>(
    `SELECT location, source, count(*)::int AS items, max(updated_at) AS last_change_at
     FROM stock_position GROUP BY location, source`,
  );
