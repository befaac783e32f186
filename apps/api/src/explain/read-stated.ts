import type { Db } from '../database/read-database.js';
import type { LedgerRow } from './ledger.queries.js';
import { newestLineOf, placeLines, type RowOfItem } from './line.queries.js';
import { toLineRef, type LineRef } from './line-ref.js';

interface Place {
  readonly location: string;
  readonly source: string;
}

/** Which lines of the ledger an item's positions and rows come from; null: none is kept. */
export interface Stated {
  readonly ofPlace: (place: Place) => LineRef | null;
  readonly ofRow: (row: RowOfItem) => LineRef | null;
}

/** @param rows those that add to the item now */
export async function readStated(
  db: Db,
  partition: number,
  sku: string,
  rows: readonly RowOfItem[],
): Promise<Stated> {
  const [ofPlaces, ofRows] = await Promise.all([
    placeLines(db, partition, sku),
    rows.length === 0 ? [] : newestLineOf(db, sku, rows),
  ]);
  return statedBy([...ofPlaces, ...ofRows]);
}

/** @param lines of one item, of one partition; the newest of a place or row counts */
export function statedBy(lines: readonly LedgerRow[]): Stated {
  const places = new Map<string, LedgerRow>();
  const rows = new Map<string, LedgerRow>();
  for (const line of lines.toSorted((a, b) => Number(BigInt(a.line) - BigInt(b.line)))) {
    places.set(placeKey(line), line);
    rows.set(rowKey(line), line);
  }
  const refOf = (line: LedgerRow | undefined) => (line ? toLineRef(line) : null);
  return {
    ofPlace: (place) => refOf(places.get(placeKey(place))),
    ofRow: (row) => refOf(rows.get(rowKey(row))),
  };
}

const placeKey = ({ location, source }: Place): string => JSON.stringify([location, source]);

const rowKey = ({ source, table_name, row_key, rule }: RowOfItem): string =>
  JSON.stringify([source, table_name, row_key, rule]);
