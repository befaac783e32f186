import type { EntityManager } from 'typeorm';
import type { RelationKey } from '../stock-state.js';

type Db = Pick<EntityManager, 'query'>;

/** What one transaction forgot. Folding to the same offset and forgetting then gives the same state (I2). */
export interface RetentionMark {
  /** next input offset of the partition that was not folded yet */
  readonly inputOffset: bigint;
  /** UTC ISO 8601 */
  readonly before: string;
  readonly relations: readonly RelationKey[];
  /** how many rows went */
  readonly rows: number;
}

/** Belongs in the transaction that forgets, under the partition's lock: marks are numbered in their order. */
export async function writeMark(
  db: Db,
  partition: number,
  { inputOffset, before, relations, rows }: RetentionMark,
): Promise<void> {
  await db.query(
    `INSERT INTO retention_mark (partition, number, input_offset, before, skus, sources, rows)
     SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6
     FROM retention_mark WHERE partition = $1`,
    [
      partition,
      inputOffset.toString(),
      before,
      relations.map(({ sku }) => sku),
      relations.map(({ source }) => source),
      rows,
    ],
  );
}

interface MarkRow {
  readonly input_offset: string;
  readonly before: Date;
  readonly skus: readonly string[];
  readonly sources: readonly string[];
  readonly rows: number;
}

/** A partition's marks, oldest first. */
export async function readMarks(
  db: Db,
  partition: number,
  after: number,
): Promise<readonly RetentionMark[]> {
  const rows = await db.query<MarkRow[]>(
    `SELECT input_offset::text AS input_offset, before, skus, sources, rows
     FROM retention_mark WHERE partition = $1 AND number > $2 ORDER BY number`,
    [partition, after],
  );
  return rows.map((row) => ({
    inputOffset: BigInt(row.input_offset),
    before: row.before.toISOString(),
    relations: row.skus.map((sku, index) => ({ sku, source: row.sources[index] ?? '' })),
    rows: row.rows,
  }));
}

export async function countMarks(db: Db, partition: number): Promise<number> {
  const [row] = await db.query<[{ count: number }]>(
    'SELECT count(*)::int AS count FROM retention_mark WHERE partition = $1',
    [partition],
  );
  return row.count;
}
