import { topicsOf } from '#contracts';
import { cdcTopics } from '#mapping';
import { createKafka, hasReached, readEnds, type Ends } from '#messaging';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { BackfillError } from '../backfill/backfill-error.js';
import type { ReconcileSurroundings } from './surroundings.js';

const PATIENCE_MS = 300_000;
const EVERY_MS = 250;
/** MariaDB tells the commit of a beat in whole seconds */
const CLOCK_STEP_MS = 1_000;

/**
 * Waits until the stages have stored the effect of everything that the source had committed by then: until a
 * heartbeat that followed has travelled here (I9), and the stages are through with what came before it.
 *
 * @param moment by the source's clock
 * @throws BackfillError when that takes too long
 */
export async function untilPassed(
  { dataSource, settings, policy, pack, signal }: ReconcileSurroundings,
  source: string,
  moment: Date,
): Promise<void> {
  const { kafkaBrokers, namespace } = settings;
  const after = new Date(moment.getTime() + CLOCK_STEP_MS);
  await until(
    () => hasBeaten(dataSource, source, after),
    `no heartbeat of ${source} has arrived`,
    signal,
  );
  const database = policy.sources[source]?.database.name ?? '';
  const admin = createKafka(kafkaBrokers, 'shelfwire-reconcile').admin();
  await admin.connect();
  try {
    const topics = [...cdcTopics(pack, source, database, namespace).keys()];
    await untilStored(dataSource, 'normalizer', await readEnds(admin, topics), signal);
    const events = await readEnds(admin, [topicsOf(namespace).stockEvents]);
    await untilStored(dataSource, 'availability', events, signal);
  } finally {
    await admin.disconnect();
  }
}

type Signal = AbortSignal | undefined;

const untilStored = (
  { manager }: DataSource,
  stage: string,
  ends: Ends,
  signal: Signal,
): Promise<void> =>
  until(() => hasReached(manager, stage, ends), `the ${stage} stage is behind`, signal);

async function hasBeaten(dataSource: DataSource, source: string, after: Date): Promise<boolean> {
  const rows = await dataSource.query<unknown[]>(
    'SELECT FROM source_heartbeat WHERE source = $1 AND beat_at >= $2',
    [source, after],
  );
  return rows.length > 0;
}

async function until(
  holds: () => Promise<boolean>,
  otherwise: string,
  signal: Signal,
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new BackfillError(`${otherwise} for ${PATIENCE_MS / 60_000} minutes: shelfwire status`);
    }
    await sleep(EVERY_MS, undefined, { signal });
  }
}
