import type { EntityManager } from 'typeorm';

/** How far a stage has come on one partition. */
export interface Progress {
  /** next input offset whose effect is not stored yet */
  readonly applied: bigint;
  /** next input offset whose outputs may not be on Kafka yet */
  readonly announced: bigint;
}

export interface StagePartition {
  readonly stage: string;
  readonly topic: string;
  readonly partition: number;
}

const AT_START: Progress = { applied: 0n, announced: 0n };

export async function readProgress(
  manager: Pick<EntityManager, 'query'>,
  at: StagePartition,
): Promise<Progress> {
  const rows = await select(manager, at, '');
  return rows[0] ? toProgress(rows[0]) : AT_START;
}

/**
 * Takes the partition's row lock: whoever else holds the partition, a stopped process that woke up
 * included, waits here and then sees what was applied (promise I4).
 */
export async function lockProgress(manager: EntityManager, at: StagePartition): Promise<Progress> {
  const locked = await select(manager, at, 'FOR UPDATE');
  if (locked[0]) return toProgress(locked[0]);
  await manager.query(
    `INSERT INTO stage_progress (stage, topic, partition, applied, announced)
     VALUES ($1, $2, $3, 0, 0) ON CONFLICT DO NOTHING`,
    [at.stage, at.topic, at.partition],
  );
  return lockProgress(manager, at);
}

/** Belongs in the transaction that stores the effect (promise I1). */
export async function saveProgress(
  manager: EntityManager,
  at: StagePartition,
  { applied, announced }: Progress,
): Promise<void> {
  await manager.query(
    `UPDATE stage_progress SET applied = $4, announced = $5, updated_at = now()
     WHERE stage = $1 AND topic = $2 AND partition = $3`,
    [at.stage, at.topic, at.partition, applied.toString(), announced.toString()],
  );
}

interface ProgressRow {
  applied: string;
  announced: string;
}

const select = (
  manager: Pick<EntityManager, 'query'>,
  { stage, topic, partition }: StagePartition,
  lock: string,
): Promise<ProgressRow[]> =>
  manager.query<ProgressRow[]>(
    `SELECT applied, announced FROM stage_progress
     WHERE stage = $1 AND topic = $2 AND partition = $3 ${lock}`,
    [stage, topic, partition],
  );

const toProgress = (row: ProgressRow): Progress => ({
  applied: BigInt(row.applied),
  announced: BigInt(row.announced),
});
