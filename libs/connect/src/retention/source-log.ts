import { z } from 'zod';
import type { AuditedSource } from '../audits/audited-source.js';
import type { ConnectClient } from '../connect-client.js';
import { openDatabase } from '../database/open-database.js';
import type { SourceDatabase } from '../database/source-database.js';
import { unreadBytes } from './unread-bytes.js';

/** The slot that keeps a PostgreSQL source's log for its connector. */
export interface SlotRetention {
  readonly kind: 'slot';
  /** bytes of log that the source keeps for it */
  readonly retained: number;
  /** bytes that may still be written before it loses some; null: as many as the disk holds */
  readonly safe: number | null;
  readonly isActive: boolean;
  /** such as `reserved`, `extended`, `unreserved` or `lost` */
  readonly status: string;
}

/** How far the connector is behind the binary log of MariaDB or MySQL. */
export interface BinlogRetention {
  readonly kind: 'binlog';
  /** bytes after the place that the connector has committed as read */
  readonly behind: number;
}

const slotSchema = z.object({
  retained: z.number().nullable(),
  safe: z.number().nullable(),
  active: z.boolean(),
  status: z.string().nullable(),
});

/** MySQL and MariaDB name the columns alike. */
const fileSchema = z
  .looseObject({ Log_name: z.string(), File_size: z.coerce.number() })
  .transform(({ Log_name: name, File_size: bytes }) => ({ name, bytes }));

/**
 * Reads with the capture login how much log waits for a source's connector.
 *
 * @returns undefined where nobody can tell: SQL Server, no slot yet, nothing read yet, or log that is purged
 * @throws the driver's error when the database does not answer; ConnectError when the worker does not
 */
export async function sourceLog(
  source: AuditedSource,
  connect: Pick<ConnectClient, 'offsets'>,
): Promise<SlotRetention | BinlogRetention | undefined> {
  const { pack, policy, connector } = source;
  if (pack.engine === 'sqlserver') return undefined;
  const { host, port, name, user, password } = policy.database;
  const database = await openDatabase(pack.engine, { host, port, database: name, user, password });
  try {
    if (pack.engine === 'postgresql') {
      return await slotOf(database, connector.config['slot.name'] ?? '');
    }
    const [offset] = await connect.offsets(connector.name);
    return offset && (await binlogOf(database, offset));
  } finally {
    await database.close();
  }
}

async function slotOf(database: SourceDatabase, name: string): Promise<SlotRetention | undefined> {
  const [row] = await database.select(
    `SELECT active, wal_status AS status, safe_wal_size::float8 AS safe,
            (pg_current_wal_lsn() - restart_lsn)::float8 AS retained
     FROM pg_replication_slots WHERE slot_name = $1`,
    [name],
  );
  if (!row) return undefined;
  const { retained, safe, active, status } = slotSchema.parse(row);
  return {
    kind: 'slot',
    retained: retained ?? 0,
    safe,
    isActive: active,
    status: status ?? 'lost',
  };
}

/** A connector that has committed no place in a file yet is in its first snapshot. */
async function binlogOf(
  database: SourceDatabase,
  offset: Readonly<Record<string, unknown>>,
): Promise<BinlogRetention | undefined> {
  const place = z.object({ file: z.string(), pos: z.coerce.number() }).safeParse(offset);
  if (!place.success) return undefined;
  const files = z.array(fileSchema).parse(await database.select('SHOW BINARY LOGS'));
  const behind = unreadBytes(files, place.data);
  return behind === undefined ? undefined : { kind: 'binlog', behind };
}
