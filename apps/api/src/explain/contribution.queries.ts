import type { Db } from '../database/read-database.js';

export interface ContributionRow {
  readonly source: string;
  readonly table_name: string;
  readonly row_key: string;
  readonly rule: string;
  readonly location: string;
  readonly bucket: string;
  readonly quantity: string;
  readonly epoch: number;
  readonly position: string;
  readonly cdc_offset: string;
  readonly revision: string;
}

const ADDING = 'partition = $1 AND sku = $2 AND bucket IS NOT NULL AND quantity <> 0';

/** The rows that add to the item's positions now; the largest where there are more than `most`. */
export const contributionsOf = (
  db: Db,
  partition: number,
  sku: string,
  most: number,
): Promise<ContributionRow[]> =>
  db.query<ContributionRow[]>(
    `SELECT * FROM (
       SELECT source, table_name, row_key, rule, location, bucket, quantity,
              epoch, position, cdc_offset, revision
       FROM contribution WHERE ${ADDING}
       ORDER BY abs(quantity) DESC LIMIT $3
     ) AS largest
     ORDER BY location, bucket, source, table_name, row_key, rule`,
    [partition, sku, most],
  );

export const contributionCount = async (
  db: Db,
  partition: number,
  sku: string,
): Promise<number> => {
  const rows = await db.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM contribution WHERE ${ADDING}`,
    [partition, sku],
  );
  return rows[0]?.count ?? 0;
};
