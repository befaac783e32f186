import { escapeId, type ResultSetHeader } from 'mysql2/promise';
import { failed, ok, type CheckResult } from '../finding.js';
import { tellHeartbeat } from '../heartbeat.js';
import type { MariadbSource } from './mariadb-source.js';
import { accountOf } from './privileges.js';

/** Tries the connector's own heartbeat statement, and takes it back. */
export async function checkMariadbHeartbeat(source: MariadbSource): Promise<CheckResult> {
  const { connection, connector, pack, policy } = source;
  const table = `${escapeId(policy.database.name)}.${escapeId(pack.heartbeat)}`;
  try {
    await connection.beginTransaction();
    const statement = connector.config['heartbeat.action.query'] ?? '';
    const [{ affectedRows }] = await connection.query<ResultSetHeader>(statement);
    if (affectedRows === 1) return ok('heartbeat', `${pack.heartbeat} can be written`);
    const insert = `INSERT INTO ${table} (id) VALUES (1);`;
    return failed('heartbeat', tellHeartbeat(`${pack.heartbeat} has no row to update`, insert));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const mend = [
      `CREATE TABLE IF NOT EXISTS ${table} (id tinyint NOT NULL PRIMARY KEY, beat_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)) ENGINE = InnoDB;`,
      `INSERT IGNORE INTO ${table} (id) VALUES (1);`,
      `GRANT SELECT, UPDATE ON ${table} TO ${await accountOf(connection)};`,
    ].join('\n');
    return failed('heartbeat', tellHeartbeat(detail, mend));
  } finally {
    await connection.rollback();
  }
}
