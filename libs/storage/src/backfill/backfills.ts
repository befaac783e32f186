import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** `read`: the connector has read all of it, and the stages are not through with it yet. */
export type BackfillState = 'asked' | 'running' | 'paused' | 'read' | 'done' | 'stopped' | 'failed';

/** Rows that were asked to be read once more. */
export interface Backfill {
  /** of the signal that asked for it */
  readonly id: string;
  readonly source: string;
  readonly tables: readonly string[];
  readonly location: string | null;
  /** empty: all items */
  readonly skus: readonly string[];
  readonly askedBy: string;
  readonly reason: string;
  readonly state: BackfillState;
  /** read so far: exact for tables that are through, whole chunks of the one that is being read */
  readonly rows: number;
  /** null: nobody could tell */
  readonly estimate: number | null;
  readonly problem: string | null;
  readonly askedAt: Date;
  readonly startedAt: Date | null;
  readonly readAt: Date | null;
  /** when the stages had stored the effect of every row, or when it was given up */
  readonly endedAt: Date | null;
}

export interface AskedBackfill extends Pick<
  Backfill,
  'id' | 'source' | 'tables' | 'location' | 'skus' | 'askedBy' | 'reason' | 'estimate'
> {
  readonly chunkRows: number;
  /** where the source's notifications end before it is asked */
  readonly heardOffset: string;
}

/** @returns false when another backfill of the source is under way */
export async function insertBackfill(db: Db, asked: AskedBackfill): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `INSERT INTO backfill (id, source, tables, location, skus, asked_by, reason, estimate,
                           chunk_rows, heard_offset)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (source) WHERE state IN ('asked', 'running', 'paused', 'read') DO NOTHING
     RETURNING id`,
    [
      asked.id,
      asked.source,
      asked.tables,
      asked.location,
      asked.skus,
      asked.askedBy,
      asked.reason,
      asked.estimate,
      asked.chunkRows,
      asked.heardOffset,
    ],
  );
  return rows.length > 0;
}

interface BackfillRow extends Omit<Backfill, 'rows' | 'estimate'> {
  readonly rows: string;
  readonly estimate: string | null;
}

const COLUMNS = `id, source, tables, location, skus, asked_by AS "askedBy", reason, state, problem,
  rows_done + chunks::bigint * chunk_rows AS rows, estimate, asked_at AS "askedAt",
  started_at AS "startedAt", read_at AS "readAt", ended_at AS "endedAt"`;

const toBackfill = ({ rows, estimate, ...row }: BackfillRow): Backfill => ({
  ...row,
  rows: Number(rows),
  estimate: estimate === null ? null : Number(estimate),
});

/** The newest ones first; of one source, or of all. */
export async function readBackfills(
  db: Db,
  source: string | null,
  limit: number,
): Promise<Backfill[]> {
  const rows = await db.query<BackfillRow[]>(
    `SELECT ${COLUMNS} FROM backfill WHERE $1::text IS NULL OR source = $1
     ORDER BY asked_at DESC LIMIT $2`,
    [source, limit],
  );
  return rows.map(toBackfill);
}

export async function readBackfill(db: Db, id: string): Promise<Backfill | undefined> {
  const rows = await db.query<BackfillRow[]>(`SELECT ${COLUMNS} FROM backfill WHERE id = $1`, [id]);
  return rows.map(toBackfill)[0];
}

/** Nothing that the connector says of it counts any more. */
export async function endBackfill(
  db: Db,
  id: string,
  state: 'stopped' | 'failed',
  problem: string | null,
): Promise<void> {
  await db.query('UPDATE backfill SET state = $2, problem = $3, ended_at = now() WHERE id = $1', [
    id,
    state,
    problem,
  ]);
}

/** Whether the stages' backlog, rather than a person, has paused it. */
export async function setPaced(db: Db, id: string, paced: boolean): Promise<void> {
  await db.query('UPDATE backfill SET paced = $2 WHERE id = $1', [id, paced]);
}
