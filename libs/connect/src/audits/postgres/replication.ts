import pg from 'pg';
import { failed, ok, type CheckResult } from '../finding.js';
import type { PostgresSource } from './postgres-source.js';

export async function checkWalLevel({
  client,
}: Pick<PostgresSource, 'client'>): Promise<CheckResult> {
  const { rows } = await client.query<{ wal_level: string }>('SHOW wal_level');
  const found = rows[0]?.wal_level ?? 'unknown';
  if (found === 'logical') return ok('wal_level', found);
  return failed('wal_level', {
    found,
    expected: 'logical',
    mend: "ALTER SYSTEM SET wal_level = 'logical';  -- then restart PostgreSQL",
  });
}

/** The login may read the write-ahead log. */
export async function checkReplication({ client, policy }: PostgresSource): Promise<CheckResult> {
  const { rows } = await client.query<{ may: boolean }>(
    'SELECT rolreplication OR rolsuper AS may FROM pg_roles WHERE rolname = current_user',
  );
  const { user } = policy.database;
  if (rows[0]?.may) return ok('replication', `${user} may replicate`);
  return failed('replication', {
    found: `${user} may not replicate`,
    expected: 'a login with REPLICATION',
    mend: `ALTER ROLE ${pg.escapeIdentifier(user)} REPLICATION;`,
  });
}

interface Slot {
  active: boolean;
  wal_status: string | null;
  /** log that is kept for it */
  kept: string;
  /** bytes that may still be written before it loses some; null: as many as the disk holds */
  safe_wal_size: string | null;
}

/** The slot keeps the log that the connector has not read; without it changes would be lost (promise I1). */
export async function checkSlot({ client, connector }: PostgresSource): Promise<CheckResult> {
  const name = connector.config['slot.name'] ?? '';
  const { rows } = await client.query<Slot>(
    `SELECT active, wal_status, safe_wal_size,
            pg_size_pretty(pg_current_wal_lsn() - restart_lsn) AS kept
     FROM pg_replication_slots WHERE slot_name = $1`,
    [name],
  );
  const [slot] = rows;
  const expected = 'a slot that the connector reads';
  if (!slot) {
    const mend =
      'shelfwire apply  -- the connector creates it; see the connector above if it does not';
    return failed('slot', { found: `there is no slot ${name}`, expected, mend });
  }
  if (slot.wal_status === 'lost') {
    const found = `slot ${name} has lost log that was not read`;
    const mend = `SELECT pg_drop_replication_slot('${name}');  -- then let the connector take a new snapshot`;
    return failed('slot', { found, expected, mend });
  }
  if (slot.wal_status === 'unreserved') {
    const found = `slot ${name} keeps ${slot.kept}, more than it may, and loses log at the next checkpoint`;
    const mend = `ALTER SYSTEM SET max_slot_wal_keep_size = '…'; SELECT pg_reload_conf();  -- more than ${slot.kept}, and let the connector read on`;
    return failed('slot', { found, expected, mend });
  }
  if (slot.active) return ok('slot', `${name} is being read; ${slot.kept} are kept for it`);
  const limit = slot.safe_wal_size === null ? 'the disk is full' : 'its limit is reached';
  const mend = `mend the connector above; the log, ${slot.kept} now, grows until it is read or ${limit}`;
  return failed('slot', { found: `nothing reads slot ${name}`, expected, mend });
}
