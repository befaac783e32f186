import { stretchMsOf, type StoredWrites } from '#channels';
import type { DataSource } from 'typeorm';
import type { WriteQuotas } from './write-quotas.js';

const SAVE = `
  INSERT INTO listing_write AS kept (channel, listing, stretch_at, writes)
  SELECT $1, given.listing, date_bin($4 * interval '1 millisecond', now(), 'epoch'), given.writes
  FROM unnest($2::text[], $3::int[]) AS given (listing, writes)
  ON CONFLICT (channel, listing, stretch_at) DO UPDATE SET writes = kept.writes + excluded.writes`;

const FORGET = `
  DELETE FROM listing_write
  WHERE channel = $1 AND stretch_at < now() - $2 * interval '1 millisecond'`;

const READ = `
  SELECT listing, writes,
         greatest(0, extract(epoch FROM now() - stretch_at) * 1000 - $2)::float8 AS "agoMs"
  FROM listing_write WHERE channel = $1`;

/** Stores what was written since the last time; what fails is stored the next time. */
export async function saveWrites(
  dataSource: DataSource,
  channel: string,
  quotas: WriteQuotas,
): Promise<void> {
  const writes = quotas.takeUnsaved();
  if (writes.size === 0) return;
  const stretchMs = stretchOf(quotas);
  try {
    await dataSource.query(SAVE, [channel, [...writes.keys()], [...writes.values()], stretchMs]);
  } catch (error) {
    quotas.giveBack(writes);
    throw error;
  }
}

/** Takes up the writes of earlier owners of the account, each at the end of its stretch. */
export async function recallWrites(
  dataSource: DataSource,
  channel: string,
  quotas: WriteQuotas,
): Promise<void> {
  const stretchMs = stretchOf(quotas);
  const longestMs = Math.max(...quotas.limits.map(({ windowMs }) => windowMs));
  await dataSource.query(FORGET, [channel, longestMs + 2 * stretchMs]);
  const stored = await dataSource.query<StoredWrites[]>(READ, [channel, stretchMs]);
  quotas.recall(stored);
}

const stretchOf = ({ limits }: WriteQuotas): number => Math.min(...limits.map(stretchMsOf));
