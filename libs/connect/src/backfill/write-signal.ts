import type { SourcePolicy } from '#config';
import type { Pack, TablePlace } from '#mapping';
import { createConnection } from 'mysql2/promise';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { BackfillError } from './backfill-error.js';
import type { Signal } from './signal.js';
import { placeIn } from './sql-words.js';

const TIMEOUT_MS = 10_000;

interface Statement {
  readonly sql: string;
  readonly values: readonly string[];
}

export interface SignalledSource {
  readonly id: string;
  readonly pack: Pack;
  readonly policy: Pick<SourcePolicy, 'database'>;
}

/**
 * Writes a signal into the source's table of signals, by the login that captures it; one that begins a
 * reading takes out what earlier ones have left there.
 *
 * @throws BackfillError when the login may not, or there is no such table
 */
export async function writeSignal(
  { id, pack, policy }: SignalledSource,
  place: TablePlace,
  signal: Signal,
): Promise<void> {
  const table = placeIn(pack.engine, policy.database.name, place);
  const begins = signal.type === 'execute-snapshot';
  // what is told of a reading names it by the id of the signal that began it
  const row = [begins ? signal.id : randomUUID(), signal.type, JSON.stringify(signal.data)];
  const marks = pack.engine === 'postgresql' ? '$1, $2, $3' : '?, ?, ?';
  const statements = [
    ...(begins ? [{ sql: `DELETE FROM ${table}`, values: [] }] : []),
    { sql: `INSERT INTO ${table} (id, type, data) VALUES (${marks})`, values: row },
  ];
  const write = pack.engine === 'postgresql' ? onPostgresql : onBinlog;
  try {
    await write(policy.database, statements);
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new BackfillError(
      `The source ${id} could not be told by its table ${place.table}: ${found}. To mend: run what "shelfwire grants ${id}" prints, as an administrator`,
    );
  }
}

type Login = SourcePolicy['database'];

async function onBinlog(login: Login, statements: readonly Statement[]): Promise<void> {
  const { host, port, user, password, name: database } = login;
  const connection = await createConnection({
    host,
    port,
    user,
    password,
    database,
    connectTimeout: TIMEOUT_MS,
  });
  try {
    await connection.beginTransaction();
    for (const { sql, values } of statements) await connection.query(sql, [...values]);
    await connection.commit();
  } finally {
    connection.destroy();
  }
}

async function onPostgresql(login: Login, statements: readonly Statement[]): Promise<void> {
  const { name: database, ...rest } = login;
  const client = new pg.Client({
    ...rest,
    database,
    application_name: 'shelfwire signals',
    connectionTimeoutMillis: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
  });
  // a server that dies between two statements is told by the next one, and ends no process
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const { sql, values } of statements) await client.query(sql, [...values]);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
