import type { ActiveHour } from '#domain';
import type { EntityManager } from 'typeorm';
import type { Place } from './watched-place.js';

type Db = Pick<EntityManager, 'query'>;

export interface NewestChange extends Place {
  readonly lastAt: Date;
}

/** The newest change of each location and source among the hours from `since` on. */
export const newestChanges = (db: Db, since: Date): Promise<NewestChange[]> =>
  db.query<NewestChange[]>(
    `SELECT location, source, max(last_at) AS "lastAt"
     FROM location_activity WHERE hour >= date_trunc('hour', $1::timestamptz)
     GROUP BY location, source`,
    [since.toISOString()],
  );

interface HourRow {
  readonly starts_at: number;
  readonly minutes: string;
}

/** When a location was heard of, whichever partitions its items are in. */
export async function activeHours(
  db: Db,
  { location, source }: Place,
  since: Date,
): Promise<ActiveHour[]> {
  const rows = await db.query<HourRow[]>(
    `SELECT extract(epoch FROM hour)::float8 * 1000 AS starts_at, bit_or(minutes) AS minutes
     FROM location_activity WHERE location = $1 AND source = $2 AND hour >= $3
     GROUP BY hour ORDER BY hour`,
    [location, source, since.toISOString()],
  );
  return rows.map(({ starts_at, minutes }) => ({ startsAt: starts_at, minutes: BigInt(minutes) }));
}
