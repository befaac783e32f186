import type { Policy } from '#config';
import type { SilentPlaces } from '#domain';
import type { EntityManager } from 'typeorm';

interface Row {
  readonly location: string;
  readonly source: string;
  readonly silent_seconds: number;
  readonly stale_seconds: number;
}

/** By the database's clock, which every process shares. */
const STALE = `
  SELECT location, source,
         extract(epoch FROM clock_timestamp() - coalesce(last_change_at, stale_since))::float8
           AS silent_seconds,
         extract(epoch FROM clock_timestamp() - stale_since)::float8 AS stale_seconds
  FROM location_state WHERE stale_since IS NOT NULL ORDER BY location, source`;

/** Locations that have gone silent while their source lives: late, and after a while withheld. */
export async function readSilentPlaces(
  manager: Pick<EntityManager, 'query'>,
  { staleness: { withholdAfterMinutes } }: Pick<Policy, 'staleness'>,
): Promise<SilentPlaces> {
  const withholdAfter = withholdAfterMinutes === null ? Infinity : withholdAfterMinutes * 60;
  const silent: Record<string, SilentPlaces[string]> = {};
  for (const row of await manager.query<Row[]>(STALE)) {
    const freshness = row.stale_seconds > withholdAfter ? 'withheld' : 'late';
    const state = { freshness, silentSeconds: row.silent_seconds } as const;
    silent[row.location] = { ...silent[row.location], [row.source]: state };
  }
  return silent;
}
