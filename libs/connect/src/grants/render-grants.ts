import { tablePlace, type Pack } from '#mapping';
import { signalTableOf } from '../backfill/signal-channel.js';
import { binlogGrants } from './binlog.js';
import type { CaptureRights } from './capture-rights.js';
import { postgresqlGrants } from './postgresql.js';
import { sqlserverGrants } from './sqlserver.js';

/**
 * Statements that an administrator runs so that the connector of a pack can capture: a login that may
 * read the captured tables and nothing else, and the tables of the heartbeat and of signals.
 *
 * @returns SQL for the engine's own client; it holds the password as it was given
 */
export function renderGrants(
  { engine, tables, heartbeat, file }: Pack,
  login: Pick<CaptureRights, 'user' | 'password' | 'database'>,
): string {
  const rights = {
    ...login,
    tables: [...tables.keys()].map((table) => tablePlace(engine, table)),
    heartbeat: tablePlace(engine, heartbeat),
    signals: signalTableOf({ engine, file }),
  };
  switch (engine) {
    case 'mariadb':
    case 'mysql':
      return binlogGrants(engine, rights);
    case 'postgresql':
      return postgresqlGrants(rights);
    case 'sqlserver':
      return sqlserverGrants(rights);
  }
}
