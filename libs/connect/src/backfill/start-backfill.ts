import { placesOf, suggest, type Policy, type Settings } from '#config';
import type { Pack, Row } from '#mapping';
import { endBackfill, insertBackfill, readBackfill, recordAction, type Backfill } from '#storage';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { ConnectClient } from '../connect-client.js';
import { BackfillError } from './backfill-error.js';
import { chunkRowsOf } from './chunk-rows.js';
import { estimateRows } from './estimate-rows.js';
import { planBackfill } from './plan-backfill.js';
import type { KnownReferences } from './row-filter.js';
import { readSignal } from './signal.js';
import { SourceSignals } from './source-signals.js';

export interface BackfillRequest {
  readonly source: string;
  /** as the pack writes them; empty: those that the rest asks for */
  readonly tables: readonly string[];
  /** one of the policy's; null: all */
  readonly location: string | null;
  /** empty: all */
  readonly skus: readonly string[];
  readonly reason: string;
  readonly askedBy: string;
  /** of the API key that was shown; left out: it was no call of the API */
  readonly keyId?: string | undefined;
}

export interface BackfillSurroundings {
  readonly dataSource: DataSource;
  readonly settings: Pick<Settings, 'connectUrl' | 'kafkaBrokers' | 'namespace'>;
  readonly policy: Policy;
  /** of the source */
  readonly pack: Pack;
}

/**
 * Asks the source's connector to read rows once more, by an incremental snapshot: the stream goes on, and
 * a row that changes meanwhile keeps what the stream says of it.
 *
 * @throws BackfillError when that cannot be, or another backfill of the source is under way
 */
export async function startBackfill(
  { dataSource, settings, policy, pack }: BackfillSurroundings,
  request: BackfillRequest,
): Promise<Backfill> {
  const { source, tables, location, skus, reason, askedBy, keyId } = request;
  const { connectUrl, kafkaBrokers, namespace } = settings;
  const known = policy.sources[source];
  if (!known) throw new BackfillError(`The policy has no source ${source}`);
  const { name: database, ...login } = known.database;
  const places = location === null ? [] : placesNamed(policy, source, location);
  const arrived = arrivedReferences(dataSource, source);
  const planned = await planBackfill({ pack, database }, tables, { skus, places }, arrived);
  const client = new ConnectClient(connectUrl);
  const signalled = { id: source, pack, policy: known };
  const signals = new SourceSignals(client, kafkaBrokers, signalled, namespace);
  await signals.checkListening();
  const id = randomUUID();
  const begun = await insertBackfill(dataSource, {
    id,
    source,
    tables: planned.map(({ table }) => table),
    location,
    skus,
    askedBy,
    reason,
    estimate: await estimateRows(pack.engine, { ...login, database }, planned),
    chunkRows: chunkRowsOf(known),
    heardOffset: await signals.notificationsEnd(),
  });
  if (!begun) throw busy(source);
  try {
    await signals.send(readSignal(id, pack.engine, database, planned));
  } catch (error) {
    await endBackfill(dataSource, id, 'failed', 'its signal could not be sent');
    throw error;
  }
  await recordAction(dataSource, {
    actor: askedBy,
    keyId,
    action: 'backfill.start',
    subject: source,
    reason,
    details: { id, tables: planned.map(({ table }) => table), location, skus },
  });
  const backfill = await readBackfill(dataSource, id);
  if (!backfill) throw new Error(`backfill ${id} was begun, and is not there`);
  return backfill;
}

const busy = (source: string): BackfillError =>
  new BackfillError(
    `Another backfill of ${source} is under way: shelfwire backfill status ${source}. Wait for it, or stop it.`,
  );

/** What the source calls a location of the policy. */
function placesNamed(policy: Policy, source: string, location: string): readonly string[] {
  const places = [...placesOf(policy, source)];
  const names = places.filter(([, id]) => id === location).map(([name]) => name);
  if (names.length > 0) return names;
  const known = places.map(([, id]) => id);
  const hint = suggest(location, known) ?? `it has ${known.join(', ')}`;
  throw new BackfillError(`The policy has no location ${location} of ${source}: ${hint}`);
}

const arrivedReferences =
  (dataSource: DataSource, source: string): KnownReferences =>
  (lookup) =>
    dataSource.query<{ key: string; row: Row }[]>(
      `SELECT key, row FROM reference_entry
       WHERE source = $1 AND table_name = $2 AND row IS NOT NULL ORDER BY key`,
      [source, lookup],
    );
