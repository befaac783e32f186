import type { Policy, Settings } from '#config';
import { topicsOf } from '#contracts';
import { createKafka } from '#messaging';
import { createDataSource } from '#storage';
import type { DataSource, EntityManager } from 'typeorm';
import { AVAILABILITY } from '../apply-batches.js';
import { compareTable, type TableVerdict } from './compare-table.js';
import { COMPARED_TABLES } from './compared-tables.js';
import { foldTopic, type Folding } from './fold-topic.js';

export interface RebuildOptions {
  /** name of the schema to build in; it must not exist */
  readonly schema: string;
  /** whether the schema stays */
  readonly keep: boolean;
  readonly onProgress: (done: number, total: number) => void;
}

export interface RebuildVerdict {
  readonly ok: boolean;
  /** by partition of the stock events' topic, the offset up to which both were compared */
  readonly upTo: ReadonlyMap<number, bigint>;
  readonly tables: readonly TableVerdict[];
}

type Targets = ReadonlyMap<number, bigint>;

/**
 * Builds the stock state once more, from the first event of the topic on, in a schema of its own, and
 * compares it with the live one (promises I2, I3, I7). The live stage may go on: what it has reached in one
 * snapshot is what the rebuilt state is brought to.
 *
 * @throws RebuildError when the topic does not hold every event any more
 */
export async function rebuild(
  settings: Settings,
  policy: Policy,
  options: RebuildOptions,
): Promise<RebuildVerdict> {
  const { databaseUrl } = settings;
  const live = createDataSource(databaseUrl, 'shelfwire rebuild', 2);
  return connected(live, () =>
    inFreshSchema(live, options, () => {
      const fresh = createDataSource(databaseUrl, 'shelfwire rebuild', 4, options.schema);
      return connected(fresh, async () => {
        await fresh.runMigrations({ transaction: 'all' });
        return buildAndCompare(live, foldingOf(settings, policy, fresh, options));
      });
    }),
  );
}

async function connected<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  await dataSource.initialize();
  try {
    return await work();
  } finally {
    await dataSource.destroy();
  }
}

async function inFreshSchema<T>(
  live: DataSource,
  { schema, keep }: RebuildOptions,
  work: () => Promise<T>,
): Promise<T> {
  await live.query(`CREATE SCHEMA "${schema}"`);
  try {
    return await work();
  } finally {
    if (!keep) await live.query(`DROP SCHEMA "${schema}" CASCADE`);
  }
}

const foldingOf = (
  { kafkaBrokers, namespace }: Settings,
  policy: Policy,
  dataSource: DataSource,
  { onProgress }: RebuildOptions,
): Omit<Folding, 'targets' | 'live'> => ({
  kafka: createKafka(kafkaBrokers, 'shelfwire-rebuild'),
  topic: topicsOf(namespace).stockEvents,
  groupPrefix: `${namespace}shelfwire-rebuild-`,
  dataSource,
  policy,
  onProgress,
});

/** The long part runs without a snapshot, which would keep the live database from cleaning up. */
async function buildAndCompare(
  live: DataSource,
  folding: Omit<Folding, 'targets' | 'live'>,
): Promise<RebuildVerdict> {
  const { manager } = live;
  await foldTopic({ ...folding, live: manager, targets: await appliedOf(manager, folding.topic) });
  return live.transaction('REPEATABLE READ', async (snapshot) => {
    await snapshot.query(
      'SET TRANSACTION READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0',
    );
    const targets = await appliedOf(snapshot, folding.topic);
    await foldTopic({ ...folding, live: snapshot, targets });
    const tables: TableVerdict[] = [];
    for (const compared of COMPARED_TABLES) {
      tables.push(await compareTable(snapshot, folding.dataSource.manager, compared));
    }
    return { ok: tables.every(({ differences }) => differences === 0), upTo: targets, tables };
  });
}

async function appliedOf(reader: EntityManager, topic: string): Promise<Targets> {
  const rows = await reader.query<{ partition: number; applied: string }[]>(
    `SELECT partition, applied::text AS applied FROM stage_progress
     WHERE stage = $1 AND topic = $2 ORDER BY partition`,
    [AVAILABILITY, topic],
  );
  return new Map(rows.map(({ partition, applied }) => [partition, BigInt(applied)]));
}
