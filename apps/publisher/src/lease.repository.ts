import type { DataSource } from 'typeorm';

/**
 * Takes or renews the right to write to a channel account; one owner at a time (promise I4).
 *
 * @returns the lease's epoch, higher for every change of owner; undefined while another one holds it
 */
export async function takeLease(
  dataSource: DataSource,
  channel: string,
  owner: string,
  ttlMs: number,
): Promise<bigint | undefined> {
  const rows = await dataSource.query<{ epoch: string }[]>(
    `INSERT INTO channel_lease AS lease (channel, owner, epoch, expires_at)
     VALUES ($1, $2, 1, now() + $3 * interval '1 millisecond')
     ON CONFLICT (channel) DO UPDATE
     SET owner = excluded.owner, expires_at = excluded.expires_at,
         epoch = lease.epoch + CASE WHEN lease.owner = excluded.owner THEN 0 ELSE 1 END
     WHERE lease.owner = excluded.owner OR lease.expires_at < now()
     RETURNING epoch`,
    [channel, owner, ttlMs],
  );
  return rows[0] && BigInt(rows[0].epoch);
}

export async function releaseLease(
  dataSource: DataSource,
  channel: string,
  owner: string,
): Promise<void> {
  await dataSource.query(
    'UPDATE channel_lease SET expires_at = now() WHERE channel = $1 AND owner = $2',
    [channel, owner],
  );
}
