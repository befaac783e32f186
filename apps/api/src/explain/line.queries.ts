import type { Db } from '../database/read-database.js';
import { LINE_COLUMNS, type LedgerRow } from './ledger.queries.js';

/** Lines of one partition by their numbers. */
export const linesByNumber = (
  db: Db,
  partition: number,
  lines: readonly string[],
): Promise<LedgerRow[]> =>
  db.query<LedgerRow[]>(
    `SELECT ${LINE_COLUMNS} FROM ledger_line WHERE partition = $1 AND line = ANY ($2::bigint[])`,
    [partition, lines],
  );

/** The newest line of each of an item's places that tells of a quantity there. The index alone finds them. */
export const placeLines = (db: Db, partition: number, sku: string): Promise<LedgerRow[]> =>
  db.query<LedgerRow[]>(
    `SELECT ${LINE_COLUMNS} FROM ledger_line
     WHERE partition = $1 AND line = ANY (ARRAY(
       SELECT max(line) FROM ledger_line
       WHERE sku = $2 AND partition = $1 AND bucket IS NOT NULL GROUP BY location, source))`,
    [partition, sku],
  );

export interface RowOfItem {
  readonly source: string;
  readonly table_name: string;
  readonly row_key: string;
  readonly rule: string;
}

/**
 * The newest line of each of the rows that tells of the item, by an index step for each.
 *
 * @param upTo a line; null: the newest of all
 */
export const newestLineOf = (
  db: Db,
  sku: string,
  rows: readonly RowOfItem[],
  upTo: string | null = null,
): Promise<LedgerRow[]> =>
  db.query<LedgerRow[]>(
    `SELECT l.* FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])
       AS r (source, table_name, row_key, rule)
     CROSS JOIN LATERAL (
       SELECT ${LINE_COLUMNS} FROM ledger_line
       WHERE row_key = r.row_key AND source = r.source AND table_name = r.table_name
         AND rule = r.rule AND sku = $1 AND bucket IS NOT NULL AND line <= $6
       ORDER BY applied_at DESC, line DESC LIMIT 1
     ) AS l`,
    [
      sku,
      rows.map(({ source }) => source),
      rows.map(({ table_name }) => table_name),
      rows.map(({ row_key }) => row_key),
      rows.map(({ rule }) => rule),
      upTo ?? MOST_LINES,
    ],
  );

/** Above every line. */
const MOST_LINES = '9223372036854775807';

/**
 * Rows that ever told of a quantity of the item, whatever they say now; those that say most first. A movement
 * that is forgotten under a count is none of them.
 */
export const rowsOfItem = (
  db: Db,
  partition: number,
  sku: string,
  most: number,
): Promise<RowOfItem[]> =>
  db.query<RowOfItem[]>(
    `SELECT source, table_name, row_key, rule FROM contribution
     WHERE partition = $1 AND sku = $2 AND bucket IS NOT NULL
     ORDER BY abs(quantity) DESC LIMIT $3`,
    [partition, sku, most],
  );
