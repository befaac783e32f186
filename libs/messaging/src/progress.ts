import type { EntityManager } from 'typeorm';

/** How far a stage has come on one partition. */
export interface Progress {
  /** next input offset whose effect is not stored yet */
  readonly applied: bigint;
  /** next input offset whose outputs may not be on Kafka yet */
  readonly announced: bigint;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

type Queryable = Pick<EntityManager, 'query'>;

const AT_START: Progress = { applied: 0n, announced: 0n };
const LOCK = 'FOR UPDATE OF progress';

export async function readProgress(
  manager: Queryable,
  stage: string,
  at: TopicPartition,
): Promise<Progress> {
  const [found] = await select(manager, stage, [at], '');
  return found?.progress ?? AT_START;
}

/** The next input offset whose effect is not stored yet, of each partition in the order given. */
export async function appliedOf(
  manager: Queryable,
  stage: string,
  partitions: readonly TopicPartition[],
): Promise<readonly bigint[]> {
  const found = new Map(
    (await select(manager, stage, partitions, '')).map(({ at, progress }) => [at, progress]),
  );
  return partitions.map((at) => (found.get(at) ?? AT_START).applied);
}

/** A partition whose row lock is held. */
export interface Locked<At> {
  readonly at: At;
  readonly progress: Progress;
}

/**
 * Takes the partitions' row locks: whoever else holds one of them, a stopped process that woke up
 * included, waits here and then sees what was applied (promise I4). One order for everybody, so that
 * two processes never wait for each other.
 *
 * @param partitions each named once
 */
export async function lockProgress<At extends TopicPartition>(
  manager: Queryable,
  stage: string,
  partitions: readonly At[],
): Promise<readonly Locked<At>[]> {
  const locked = await select(manager, stage, partitions, LOCK);
  if (locked.length === partitions.length) return locked;
  await manager.query(
    `INSERT INTO stage_progress (stage, topic, partition, applied, announced)
     SELECT $1::text, topic, partition, 0, 0
     FROM unnest($2::text[], $3::int[]) AS given (topic, partition)
     ORDER BY topic, partition
     ON CONFLICT DO NOTHING`,
    [stage, ...columns(partitions)],
  );
  return select(manager, stage, partitions, LOCK);
}

const LAZILY = `AND set_config('synchronous_commit', 'off', true) = 'off'`;

/**
 * Belongs in the transaction that stores the effect (promise I1).
 *
 * @param commit `lazily`: a crash of the database may take the whole transaction back, after it was said to
 *   be committed; for stages that only repeat then what is harmless when repeated
 */
export async function saveProgress(
  manager: Queryable,
  stage: string,
  reached: readonly (TopicPartition & Progress)[],
  commit: 'durably' | 'lazily' = 'durably',
): Promise<void> {
  await manager.query(
    `UPDATE stage_progress AS progress
     SET applied = given.applied, announced = given.announced, updated_at = now()
     FROM unnest($2::text[], $3::int[], $4::bigint[], $5::bigint[])
       AS given (topic, partition, applied, announced)
     WHERE progress.stage = $1 AND progress.topic = given.topic
       AND progress.partition = given.partition ${commit === 'lazily' ? LAZILY : ''}`,
    [
      stage,
      ...columns(reached),
      reached.map(({ applied }) => applied.toString()),
      reached.map(({ announced }) => announced.toString()),
    ],
  );
}

interface ProgressRow {
  place: string;
  applied: string;
  announced: string;
}

/** Those that have a row already. */
async function select<At extends TopicPartition>(
  manager: Queryable,
  stage: string,
  partitions: readonly At[],
  lock: string,
): Promise<Locked<At>[]> {
  const rows = await manager.query<ProgressRow[]>(
    `SELECT given.place, progress.applied, progress.announced
     FROM unnest($2::text[], $3::int[]) WITH ORDINALITY AS given (topic, partition, place)
     JOIN stage_progress AS progress
       ON progress.stage = $1 AND progress.topic = given.topic
      AND progress.partition = given.partition
     ORDER BY progress.topic, progress.partition ${lock}`,
    [stage, ...columns(partitions)],
  );
  const byPlace = new Map(rows.map((row) => [Number(row.place), row]));
  return partitions.flatMap((at, index) => {
    const row = byPlace.get(index + 1);
    return row ? [{ at, progress: toProgress(row) }] : [];
  });
}

const toProgress = ({ applied, announced }: ProgressRow): Progress => ({
  applied: BigInt(applied),
  announced: BigInt(announced),
});

const columns = (partitions: readonly TopicPartition[]) => [
  partitions.map(({ topic }) => topic),
  partitions.map(({ partition }) => partition),
];
