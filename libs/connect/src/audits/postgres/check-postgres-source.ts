import pg from 'pg';
import { checkClock } from '../clock.js';
import { AreaFailure, failed, ok, type CheckResult } from '../finding.js';
import type { AuditedSource } from '../audited-source.js';
import { tellRefusal } from '../refusal.js';
import type { PostgresSource } from './postgres-source.js';
import { checkPostgresHeartbeat } from './heartbeat.js';
import { checkPublication } from './publication.js';
import { checkReplication, checkSlot, checkWalLevel } from './replication.js';
import { checkPostgresSignals } from './signals.js';
import { checkTables } from './tables.js';

const TIMEOUT_MS = 5_000;

/** A PostgreSQL source, seen with the capture login: everything that its connector will need. */
export async function checkPostgresSource(source: AuditedSource): Promise<CheckResult[]> {
  const client = await connect(source);
  const opened: PostgresSource = { ...source, client };
  try {
    return [
      ok('connection', placeOf(source)),
      await checkWalLevel(opened),
      await checkReplication(opened),
      ...(await checkTables(opened)),
      await checkPublication(opened),
      await checkSlot(opened),
      await checkPostgresHeartbeat(opened),
      await checkPostgresSignals(opened),
      await checkClock(() => clockOf(client)),
    ];
  } finally {
    await client.end();
  }
}

async function connect(source: AuditedSource): Promise<pg.Client> {
  const { host, port, user, password, name: database } = source.policy.database;
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database,
    application_name: 'shelfwire doctor',
    connectionTimeoutMillis: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
  });
  // a server that dies between two statements is told by the next one, and ends no process
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const setting = `sources.${source.id}.database of the policy`;
    const remedy = tellRefusal(error, { place: placeOf(source), user, database, setting });
    throw new AreaFailure(failed('connection', remedy));
  }
}

const placeOf = ({ policy: { database } }: AuditedSource): string =>
  `PostgreSQL at ${database.host}:${database.port}`;

async function clockOf(client: pg.Client): Promise<number> {
  const sql = 'SELECT extract(epoch FROM clock_timestamp())::float8 AS seconds';
  const { rows } = await client.query<{ seconds: number }>(sql);
  return (rows[0]?.seconds ?? 0) * 1000;
}
