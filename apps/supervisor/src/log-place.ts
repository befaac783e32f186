import { openDatabase, type AuditedSource, type SourceDatabase } from '#connect';

/** Which database a source is, and how far its log has come. */
export interface LogPlace {
  /** changes when another server stands in, or an earlier state was restored; empty: cannot be told */
  readonly identity: string;
  /** grows for as long as the log goes on; bytes, of files of a fixed width's number and place */
  readonly position: string;
}

/** Reads the log's place with the capture login; undefined where the engine does not tell. */
export async function readLogPlace({ pack, policy }: AuditedSource): Promise<LogPlace | undefined> {
  if (pack.engine === 'sqlserver') return undefined;
  const { host, port, name, user, password } = policy.database;
  const database = await openDatabase(pack.engine, { host, port, database: name, user, password });
  try {
    return await (pack.engine === 'postgresql' ? walPlace(database) : binlogPlace(database));
  } finally {
    await database.close();
  }
}

async function walPlace(database: SourceDatabase): Promise<LogPlace> {
  const [row = {}] = await database.select(
    `SELECT system_identifier::text AS system, timeline_id::text AS timeline,
            lpad((pg_current_wal_lsn() - '0/0')::text, 20, '0') AS position
     FROM pg_control_system(), pg_control_checkpoint()`,
  );
  const { system, timeline, position } = row;
  return { identity: `${String(system)}/${String(timeline)}`, position: String(position) };
}

/** Every server of MySQL has a UUID; one of MariaDB has but the number that it was given. */
async function binlogPlace(database: SourceDatabase): Promise<LogPlace> {
  const variables = await database.select(
    `SHOW GLOBAL VARIABLES WHERE Variable_name IN ('server_id', 'server_uuid', 'server_uid')`,
  );
  const identity = variables.map(
    (row) => `${String(row['Variable_name'])}=${String(row['Value'])}`,
  );
  const [row = {}] = await database.select('SHOW MASTER STATUS');
  const file = /\d+$/.exec(String(row['File']))?.[0] ?? '';
  const place = `${file.padStart(10, '0')}/${String(row['Position']).padStart(20, '0')}`;
  return { identity: identity.toSorted().join(' '), position: place };
}

/** @returns what has changed; null: the log goes on */
export function historyChange(before: LogPlace, now: LogPlace): string | null {
  if (before.identity !== now.identity) return `it was ${before.identity}, it is ${now.identity}`;
  if (now.position >= before.position) return null;
  return `its log stood at ${before.position}, it stands at ${now.position}`;
}
