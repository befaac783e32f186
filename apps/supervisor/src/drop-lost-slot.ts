import type { AuditedSource } from '#connect';
import pg from 'pg';

/** A slot whose log is gone keeps nothing, and stands in the way of a new one. */
export async function dropLostSlot({ pack, policy, connector }: AuditedSource): Promise<void> {
  if (pack.engine !== 'postgresql') return;
  const { host, port, name: database, user, password } = policy.database;
  const client = new pg.Client({ host, port, user, password, database });
  // a server that dies between two statements is told by the next one, and ends no process
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(
      `SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
       WHERE slot_name = $1 AND wal_status = 'lost' AND NOT active`,
      [connector.config['slot.name']],
    );
  } finally {
    await client.end();
  }
}
