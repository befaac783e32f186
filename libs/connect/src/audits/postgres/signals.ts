import pg from 'pg';
import { signalTableOf } from '../../backfill/signal-channel.js';
import { signalTableSql } from '../../grants/postgresql.js';
import { failed, ok, type CheckResult } from '../finding.js';
import { tellSignals, TOLD_BY_KAFKA, TRIAL } from '../signals.js';
import type { PostgresSource } from './postgres-source.js';
import { qualified } from './tables.js';

/** Tries to write a signal, and takes it back. */
export async function checkPostgresSignals(source: PostgresSource): Promise<CheckResult> {
  const { client, pack, policy } = source;
  const place = signalTableOf(pack);
  if (!place) return ok('signals', TOLD_BY_KAFKA);
  const table = qualified(place.table);
  try {
    await client.query('BEGIN');
    await client.query(`INSERT INTO ${table} VALUES ($1, $2, $3)`, [...TRIAL]);
    await client.query(`DELETE FROM ${table} WHERE id = $1`, [TRIAL[0]]);
    return ok('signals', `${place.table} can be written`);
  } catch (error) {
    const mend = signalTableSql(table, pg.escapeIdentifier(policy.database.user));
    return failed('signals', tellSignals(error, mend));
  } finally {
    await client.query('ROLLBACK');
  }
}
