import pg from 'pg';
import type { TablePlace } from '#mapping';
import { PUBLICATION } from '../templates/postgresql.js';
import type { CaptureRights } from './capture-rights.js';

const { escapeIdentifier: name, escapeLiteral: text } = pg;

export function postgresqlGrants(rights: CaptureRights): string {
  const user = name(rights.user);
  const tables = rights.tables.map(place);
  const heartbeat = place(rights.heartbeat);
  const signals = rights.signals && place(rights.signals);
  const own = signals ? [heartbeat, signals] : [heartbeat];
  const schemas = [...new Set([...rights.tables, rights.heartbeat].map(schemaOf))].map(name);
  return `-- Run once as an administrator (a superuser, or the tables' owner with CREATEROLE), connected to
-- the database, and again when the pack's list of tables changes or an upgrade has made tables anew.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${text(rights.user)}) THEN
    CREATE ROLE ${user} LOGIN REPLICATION;
  END IF;
END
$$;
ALTER ROLE ${user} LOGIN REPLICATION PASSWORD ${text(rights.password)};

GRANT CONNECT ON DATABASE ${name(rights.database)} TO ${user};
GRANT USAGE ON SCHEMA ${schemas.join(', ')} TO ${user};
GRANT SELECT ON ${tables.join(', ')} TO ${user};

-- The one row that the connector itself writes: the proof that the source is alive.
CREATE TABLE IF NOT EXISTS ${heartbeat} (
  id smallint PRIMARY KEY,
  beat_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO ${heartbeat} (id) VALUES (1) ON CONFLICT DO NOTHING;
GRANT SELECT, UPDATE ON ${heartbeat} TO ${user};
${signals ? signalTableSql(signals, user) : ''}
-- A change must carry the row as it was: an item or location that a row leaves loses what it had.
${tables.map((table) => `ALTER TABLE ${table} REPLICA IDENTITY FULL;`).join('\n')}

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = '${PUBLICATION}') THEN
    CREATE PUBLICATION ${PUBLICATION};
  END IF;
END
$$;
ALTER PUBLICATION ${PUBLICATION} SET TABLE ${[...tables, ...own].join(', ')};
`;
}

/** Its rows mean nothing once they are in the log. */
export const signalTableSql = (table: string, role: string): string => `
-- Where the connector is told to read rows once more, and marks what it reads.
CREATE TABLE IF NOT EXISTS ${table} (
  id varchar(64) PRIMARY KEY,
  type varchar(32) NOT NULL,
  data text
);
GRANT SELECT, INSERT, DELETE ON ${table} TO ${role};
`;

const schemaOf = ({ schema }: TablePlace): string => schema ?? 'public';
const place = (table: TablePlace): string => `${name(schemaOf(table))}.${name(table.table)}`;
