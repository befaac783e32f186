import { escape as text, escapeId as name } from 'mysql2';
import type { CaptureRights } from './capture-rights.js';

/** The right to ask where the binary log stands; MySQL and MariaDB before 10.5 name it otherwise. */
const MONITOR = { mariadb: 'BINLOG MONITOR', mysql: 'REPLICATION CLIENT' } as const;

export function binlogGrants(engine: keyof typeof MONITOR, rights: CaptureRights): string {
  const login = `${text(rights.user)}@'%'`;
  const password = text(rights.password);
  const at = (table: string) => `${name(rights.database)}.${name(table)}`;
  const heartbeat = at(rights.heartbeat.table);
  return `-- Run once as an administrator, and again when the pack's list of tables changes.
CREATE USER IF NOT EXISTS ${login} IDENTIFIED BY ${password};
ALTER USER ${login} IDENTIFIED BY ${password};

-- To read the binary log, and to note its position at the start of the first snapshot.
GRANT REPLICATION SLAVE, ${MONITOR[engine]} ON *.* TO ${login};

${rights.tables.map(({ table }) => `GRANT SELECT ON ${at(table)} TO ${login};`).join('\n')}

-- The one row that the connector itself writes: the proof that the source is alive.
CREATE TABLE IF NOT EXISTS ${heartbeat} (
  id tinyint NOT NULL PRIMARY KEY,
  beat_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
) ENGINE = InnoDB;
INSERT IGNORE INTO ${heartbeat} (id) VALUES (1);
GRANT SELECT, UPDATE ON ${heartbeat} TO ${login};
${rights.signals ? signalTableSql(at(rights.signals.table), login) : ''}`;
}

/** Its rows mean nothing once they are in the binary log. */
export const signalTableSql = (table: string, login: string): string => `
-- Where the connector is told to read rows once more, and marks what it reads.
CREATE TABLE IF NOT EXISTS ${table} (
  id varchar(64) NOT NULL PRIMARY KEY,
  type varchar(32) NOT NULL,
  data mediumtext NULL
) ENGINE = InnoDB;
GRANT SELECT, INSERT, DELETE ON ${table} TO ${login};
`;
