import pg from 'pg';
import { failed, ok, type CheckResult } from '../finding.js';
import { tellHeartbeat } from '../heartbeat.js';
import type { PostgresSource } from './postgres-source.js';
import { qualified } from './tables.js';

/** Tries the connector's own heartbeat statement, and takes it back. */
export async function checkPostgresHeartbeat(source: PostgresSource): Promise<CheckResult> {
  const { client, connector, pack, policy } = source;
  const statement = connector.config['heartbeat.action.query'] ?? '';
  const table = qualified(pack.heartbeat);
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query(statement);
    if (rowCount === 1) return ok('heartbeat', `${pack.heartbeat} can be written`);
    const insert = `INSERT INTO ${table} (id) VALUES (1);`;
    return failed('heartbeat', tellHeartbeat(`${pack.heartbeat} has no row to update`, insert));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const role = pg.escapeIdentifier(policy.database.user);
    const mend = [
      `CREATE TABLE IF NOT EXISTS ${table} (id smallint PRIMARY KEY, beat_at timestamptz NOT NULL DEFAULT now());`,
      `INSERT INTO ${table} (id) VALUES (1) ON CONFLICT DO NOTHING;`,
      `GRANT SELECT, UPDATE ON ${table} TO ${role};`,
    ].join('\n');
    return failed('heartbeat', tellHeartbeat(detail, mend));
  } finally {
    await client.query('ROLLBACK');
  }
}
