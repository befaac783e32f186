import type { TablePlace } from '#mapping';
import type { CaptureRights } from './capture-rights.js';

/** Who may read the change tables. */
const ROLE = 'shelfwire_cdc';

/** Change data capture needs SQL Server's Agent running. For sqlcmd, which takes GO between batches. */
export function sqlserverGrants(rights: CaptureRights): string {
  const user = name(rights.user);
  const heartbeat = place(rights.heartbeat);
  return `-- Run once as an administrator (sysadmin: change data capture is switched on here).
IF SUSER_ID(${text(rights.user)}) IS NULL
  CREATE LOGIN ${user} WITH PASSWORD = ${text(rights.password)};
ELSE
  ALTER LOGIN ${user} WITH PASSWORD = ${text(rights.password)};
GO
ALTER DATABASE ${name(rights.database)} SET ALLOW_SNAPSHOT_ISOLATION ON;
GO
USE ${name(rights.database)};
GO
IF USER_ID(${text(rights.user)}) IS NULL CREATE USER ${user} FOR LOGIN ${user};
IF DATABASE_PRINCIPAL_ID(${text(ROLE)}) IS NULL CREATE ROLE ${ROLE};
ALTER ROLE ${ROLE} ADD MEMBER ${user};
GRANT VIEW DATABASE STATE TO ${user};
GO
-- The one row that the connector itself writes: the proof that the source is alive.
IF OBJECT_ID(${text(heartbeat)}) IS NULL
  CREATE TABLE ${heartbeat} (
    id tinyint NOT NULL PRIMARY KEY,
    beat_at datetime2(7) NOT NULL DEFAULT SYSUTCDATETIME()
  );
GO
IF NOT EXISTS (SELECT 1 FROM ${heartbeat}) INSERT INTO ${heartbeat} (id) VALUES (1);
GRANT SELECT, UPDATE ON ${heartbeat} TO ${user};
GO
IF NOT EXISTS (SELECT 1 FROM sys.databases WHERE database_id = DB_ID() AND is_cdc_enabled = 1)
  EXEC sys.sp_cdc_enable_db;
GO
${rights.signals ? signalTableSql(place(rights.signals), user) : ''}${[...rights.tables, rights.heartbeat, ...(rights.signals ? [rights.signals] : [])].map((table) => enable(table, user)).join('\n')}
`;
}

const signalTableSql = (
  table: string,
  user: string,
): string => `-- Where the connector marks what it reads once more, by which it knows what was changed meanwhile.
IF OBJECT_ID(${text(table)}) IS NULL
  CREATE TABLE ${table} (
    id varchar(64) NOT NULL PRIMARY KEY,
    type varchar(32) NOT NULL,
    data varchar(2048) NULL
  );
GO
GRANT SELECT, INSERT, DELETE ON ${table} TO ${user};
GO
`;

const enable = (
  table: TablePlace,
  user: string,
): string => `GRANT SELECT ON ${place(table)} TO ${user};
IF NOT EXISTS (SELECT 1 FROM cdc.change_tables WHERE source_object_id = OBJECT_ID(${text(place(table))}))
  EXEC sys.sp_cdc_enable_table @source_schema = ${text(table.schema ?? 'dbo')}, @source_name = ${text(table.table)},
    @role_name = ${text(ROLE)}, @supports_net_changes = 0;
GO`;

const name = (word: string): string => `[${word.replaceAll(']', ']]')}]`;
const text = (word: string): string => `N'${word.replaceAll("'", "''")}'`;
const place = ({ schema, table }: TablePlace): string => `${name(schema ?? 'dbo')}.${name(table)}`;
