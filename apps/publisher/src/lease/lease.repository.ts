import type { DataSource } from 'typeorm';

/**
 * Takes or renews the right to write to channel accounts; one owner at a time (promise I4).
 *
 * @returns epochs of the leases held now; an epoch rises with every change of owner
 */
export async function takeLeases(
  dataSource: DataSource,
  channels: readonly string[],
  owner: string,
  ttlMs: number,
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await dataSource.query<{ channel: string; epoch: string }[]>(
    `INSERT INTO channel_lease AS lease (channel, owner, epoch, expires_at)
     SELECT wanted.channel, $2, 1, now() + $3 * interval '1 millisecond'
     FROM unnest($1::text[]) AS wanted (channel) ORDER BY wanted.channel
     ON CONFLICT (channel) DO UPDATE
     SET owner = excluded.owner, expires_at = excluded.expires_at,
         epoch = lease.epoch + CASE WHEN lease.owner = excluded.owner THEN 0 ELSE 1 END
     WHERE lease.owner = excluded.owner OR lease.expires_at < now()
     RETURNING lease.channel, lease.epoch`,
    [channels, owner, ttlMs],
  );
  return new Map(rows.map(({ channel, epoch }) => [channel, BigInt(epoch)]));
}

/** The epoch stays: the next owner's is higher. */
export async function releaseLeases(dataSource: DataSource, owner: string): Promise<void> {
  await dataSource.query(`UPDATE channel_lease SET expires_at = now() WHERE owner = $1`, [owner]);
}
