import type { DataSource } from 'typeorm';
import type { Lease } from '../lease/lease.js';
import type { Pace } from './tell-pace.js';

/** @param told by channel; a later owner's word stays */
export async function keepPaces(
  dataSource: DataSource,
  told: readonly (readonly [lease: Lease, pace: Pace])[],
): Promise<void> {
  if (told.length === 0) return;
  await dataSource.query(
    `INSERT INTO channel_pace AS pace (channel, lease_epoch, told_at, lanes, limits)
     SELECT channel, epoch, now(), lanes, limits
     FROM unnest($1::text[], $2::bigint[], $3::jsonb[], $4::jsonb[]) AS told(channel, epoch, lanes, limits)
     ON CONFLICT (channel) DO UPDATE
     SET lease_epoch = excluded.lease_epoch, told_at = excluded.told_at, lanes = excluded.lanes,
         limits = excluded.limits
     WHERE pace.lease_epoch <= excluded.lease_epoch`,
    [
      told.map(([{ channel }]) => channel),
      told.map(([{ epoch }]) => String(epoch)),
      told.map(([, { lanes }]) => JSON.stringify(lanes)),
      told.map(([, { limits }]) => JSON.stringify(limits)),
    ],
  );
}
