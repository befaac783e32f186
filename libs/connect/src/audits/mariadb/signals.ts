import { escapeId } from 'mysql2/promise';
import { signalTableOf } from '../../backfill/signal-channel.js';
import { signalTableSql } from '../../grants/binlog.js';
import { failed, ok, type CheckResult } from '../finding.js';
import { tellSignals, TOLD_BY_KAFKA, TRIAL } from '../signals.js';
import type { MariadbSource } from './mariadb-source.js';
import { accountOf } from './privileges.js';

/** Tries to write a signal, and takes it back. */
export async function checkMariadbSignals(source: MariadbSource): Promise<CheckResult> {
  const { connection, pack, policy } = source;
  const place = signalTableOf(pack);
  if (!place) return ok('signals', TOLD_BY_KAFKA);
  const table = `${escapeId(policy.database.name)}.${escapeId(place.table)}`;
  try {
    await connection.beginTransaction();
    await connection.query(`INSERT INTO ${table} VALUES (?, ?, ?)`, [...TRIAL]);
    await connection.query(`DELETE FROM ${table} WHERE id = ?`, [TRIAL[0]]);
    return ok('signals', `${place.table} can be written`);
  } catch (error) {
    const mend = signalTableSql(table, await accountOf(connection));
    return failed('signals', tellSignals(error, mend));
  } finally {
    await connection.rollback();
  }
}
