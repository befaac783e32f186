import type { EntityManager } from 'typeorm';
import { hasTable } from './applied-version.js';

/** What Shelfwire holds now that a step could strand. */
export interface Held {
  /** rows of a source's table that make stock, by one rule or by any */
  rows(source: string, table: string, rule?: string): Promise<number>;
  /** items with stock at a location, in any bucket */
  itemsAt(location: string): Promise<number>;
  /** listings that a channel's marketplace was told a number for */
  listings(channel: string): Promise<number>;
}

const BUCKETS = [
  'available_base',
  'allocated',
  'damaged',
  'quarantine',
  'non_sellable',
  'in_transit',
  'inbound_confirmed',
];

/** Nothing, where the tables are not there yet. */
export function heldIn(db: Pick<EntityManager, 'query'>): Held {
  const count = async (table: string, where: string, values: readonly unknown[]) => {
    if (!(await hasTable(db, table))) return 0;
    const sql = `SELECT count(DISTINCT ${KEY[table]}) AS n FROM ${table} WHERE ${where}`;
    const [row] = await db.query<{ n: string }[]>(sql, [...values]);
    return Number(row?.n ?? 0);
  };
  return {
    rows: (source, table, rule) =>
      count(
        'contribution',
        'source = $1 AND table_name = $2 AND ($3::text IS NULL OR rule = $3) AND quantity <> 0',
        [source, table, rule ?? null],
      ),
    itemsAt: (location) =>
      count('stock_position', `location = $1 AND (${BUCKETS.join(', ')}) <> (${ZEROS})`, [
        location,
      ]),
    listings: (channel) => count('publication', 'channel = $1', [channel]),
  };
}

const ZEROS = BUCKETS.map(() => '0').join(', ');

/** By what each table's things are counted. */
const KEY: Readonly<Record<string, string>> = {
  contribution: '(table_name, row_key)',
  stock_position: 'sku',
  publication: 'sku',
};
