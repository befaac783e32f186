import type { EntityManager } from 'typeorm';

type Db = Pick<EntityManager, 'query'>;

/** What a source's connector tells of reading rows once more. */
export type BackfillWord =
  | { readonly kind: 'started' | 'chunk' | 'paused' | 'resumed' | 'stopped' | 'read' }
  /** one table is through; `problem` when it could not be read */
  | { readonly kind: 'table'; readonly rows: number; readonly problem: string | null };

/** Notifications that came before it was asked for are of another one. */
const HEARD = `WHERE source = $1 AND state IN ('asked', 'running', 'paused') AND heard_offset <= $2`;

/**
 * Stores what was told of the source's open backfill. Belongs in the transaction that saves how far the
 * notifications were read: each counts once (I2).
 *
 * @param at the time of the word, by the worker's clock
 */
export async function hearBackfill(
  db: Db,
  source: string,
  offset: bigint,
  at: Date,
  word: BackfillWord,
): Promise<void> {
  const values = [source, offset.toString()];
  const set = (assignments: string, more: readonly unknown[] = []) =>
    db.query(`UPDATE backfill SET ${assignments} ${HEARD}`, [...values, ...more]);
  switch (word.kind) {
    case 'started':
      return void (await set(`state = 'running', started_at = coalesce(started_at, $3)`, [at]));
    case 'resumed':
      return void (await set(`state = 'running'`));
    case 'paused':
      return void (await set(`state = 'paused'`));
    case 'chunk':
      return void (await set(`chunks = chunks + 1`));
    case 'table':
      return void (await set(
        `rows_done = rows_done + $3, chunks = 0, problem = coalesce($4, problem)`,
        [word.rows, word.problem],
      ));
    case 'stopped':
      return void (await set(`state = 'stopped', ended_at = $3`, [at]));
    case 'read':
      return void (await set(`state = 'read', chunks = 0, read_at = $3`, [at]));
  }
}
