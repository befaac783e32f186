import type { DataSource } from 'typeorm';
import type { OpenBreaker } from '../calls/channel-breaker.js';

/** Tells people, and the account's next owner, how its breaker stands. @param open undefined: closed */
export async function keepBreaker(
  dataSource: DataSource,
  channel: string,
  open: OpenBreaker | undefined,
): Promise<void> {
  const { outage, nextTryAt = null } = open ?? {};
  await dataSource.query(
    `INSERT INTO channel_control AS control
       (channel, failing_since, failures, next_try_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (channel) DO UPDATE
     SET failing_since = excluded.failing_since, failures = excluded.failures,
         next_try_at = excluded.next_try_at`,
    [channel, outage?.firstFailedAt ?? null, outage?.failures ?? null, nextTryAt],
  );
}

interface Row {
  failing_since: Date;
  failures: number;
  next_try_at: Date | null;
}

/** @returns undefined: it is closed */
export async function readBreaker(
  dataSource: DataSource,
  channel: string,
): Promise<OpenBreaker | undefined> {
  const [row] = await dataSource.query<Row[]>(
    `SELECT failing_since, failures, next_try_at FROM channel_control
     WHERE channel = $1 AND failing_since IS NOT NULL`,
    [channel],
  );
  if (!row) return undefined;
  const { failing_since: firstFailedAt, failures, next_try_at: nextTryAt } = row;
  return { outage: { failures, firstFailedAt }, nextTryAt };
}
