import type { EntityManager } from 'typeorm';
import type { Drifted, HeldZeros, PausedChannel } from './judge-channels.js';

type Db = Pick<EntityManager, 'query'>;

export const zerosHeld = (db: Db, channels: readonly string[]): Promise<HeldZeros[]> =>
  db.query<HeldZeros[]>(
    `SELECT channel, held, showing, cause, held_at AS since FROM mass_zero
     WHERE channel = ANY ($1) AND ended_at IS NULL AND confirmed_at IS NULL`,
    [channels],
  );

export const pausedChannels = (db: Db, channels: readonly string[]): Promise<PausedChannel[]> =>
  db.query<PausedChannel[]>(
    `SELECT channel, paused_because AS because, paused_at AS since FROM channel_control
     WHERE channel = ANY ($1) AND paused_at IS NOT NULL`,
    [channels],
  );

/** @param since how far back drift counts */
export const driftedLately = (
  db: Db,
  channels: readonly string[],
  since: Date,
): Promise<Drifted[]> =>
  db.query<Drifted[]>(
    `SELECT channel, count(DISTINCT sku)::int AS count, min(found_at) AS since
     FROM channel_drift WHERE channel = ANY ($1) AND found_at > $2 GROUP BY channel`,
    [channels, since],
  );
