import type { EntityManager } from 'typeorm';

/** How far a stage says that it is on one partition. */
export interface StoredProgress {
  readonly stage: string;
  readonly topic: string;
  readonly partition: number;
  /** next offset whose effect is not stored */
  readonly applied: bigint;
  /** when that was stored, milliseconds since 1970, by the database's clock as is `now` */
  readonly storedAt: number;
  readonly now: number;
}

interface Row extends Omit<StoredProgress, 'applied'> {
  readonly applied: string;
}

/** @param topics whole names, or beginnings that end in a dot; what was read of others is of former sources */
export async function storedProgress(
  db: Pick<EntityManager, 'query'>,
  topics: readonly string[],
): Promise<readonly StoredProgress[]> {
  const rows = await db.query<Row[]>(
    `SELECT stage, topic, partition, applied,
            extract(epoch FROM updated_at)::float8 * 1000 AS "storedAt",
            extract(epoch FROM now())::float8 * 1000 AS now
     FROM stage_progress
     WHERE EXISTS (SELECT FROM unnest($1::text[]) AS given (name)
                   WHERE topic = name OR (name LIKE '%.' AND starts_with(topic, name)))`,
    [topics],
  );
  return rows.map((row) => ({ ...row, applied: BigInt(row.applied) }));
}
