import { BUCKETS, type Bucket } from '#domain';
import type { Db } from '../database/read-database.js';

export type PositionRow = Readonly<Record<Bucket, string>> & {
  readonly location: string;
  readonly source: string;
  readonly hub_version: string;
  readonly updated_at: Date;
  /** UTC ISO 8601 */
  readonly recorded_at: string;
};

/** Every position of one item, by location and source. */
export const positionsOf = (db: Db, partition: number, sku: string): Promise<PositionRow[]> =>
  db.query<PositionRow[]>(
    `SELECT location, source, ${BUCKETS.join(', ')}, hub_version, updated_at,
            to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded_at
     FROM stock_position
     WHERE partition = $1 AND sku = $2 ORDER BY location, source`,
    [partition, sku],
  );
