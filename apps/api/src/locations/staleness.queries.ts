import type { LocationStaleness } from '#domain';
import type { Db } from '../database/read-database.js';

/** How a location stands as one source tells of it. */
export interface StalenessRow {
  readonly location: string;
  readonly source: string;
  readonly state: LocationStaleness;
  readonly since: Date;
  readonly last_change_at: Date | null;
  readonly silent_seconds: number;
  readonly threshold_seconds: number | null;
  readonly looked_at: Date;
}

export const stalenesses = (db: Db): Promise<StalenessRow[]> =>
  db.query<StalenessRow[]>(
    `SELECT location, source, state, since, last_change_at, silent_seconds, threshold_seconds, looked_at
     FROM location_state`,
  );

export interface UsualRow {
  readonly per_hour: readonly number[];
  readonly unlikely_gap: number;
  readonly learnt_at: Date;
}

export const usualOf = async (
  db: Db,
  location: string,
  source: string,
): Promise<UsualRow | undefined> =>
  (
    await db.query<UsualRow[]>(
      `SELECT per_hour, unlikely_gap, learnt_at FROM location_usual
       WHERE location = $1 AND source = $2`,
      [location, source],
    )
  )[0];
