import type { Policy } from '#config';
import { businessZones, type BusinessZones } from './business-zones.js';

/** What facts are added up by: clocks, and which channels draw on which locations. */
export interface RollContext extends BusinessZones {
  readonly pools: readonly (readonly [channel: string, location: string])[];
}

export const rollContext = (policy: Policy): RollContext => ({
  ...businessZones(policy),
  pools: Object.entries(policy.channels).flatMap(([channel, { pool }]) =>
    pool.map((location) => [channel, location] as const),
  ),
});

/** The parameters of `CONTEXT`. @param day such as 2026-10-31 */
export const contextParameters = (
  { business, locations, zones, pools }: RollContext,
  day: string,
): unknown[] => [
  day,
  business,
  locations,
  zones,
  pools.map(([channel]) => channel),
  pools.map(([, location]) => location),
];

/** The head of every statement that adds facts up. Parameters: `contextParameters`. */
export const CONTEXT = `
  WITH given AS (SELECT $1::date AS day, $2::text AS zone),
  place AS (SELECT * FROM unnest($3::text[], $4::text[]) AS named (location, zone)),
  pool AS (SELECT * FROM unnest($5::text[], $6::text[]) AS drawn (channel, location))`;

/** Whether an instant is within a day and the hours by which the zones of the world differ from it. */
export const near = (instant: string): string =>
  `${instant} >= ($1::date::timestamp AT TIME ZONE 'UTC') - interval '15 hours'
   AND ${instant} < ($1::date::timestamp AT TIME ZONE 'UTC') + interval '37 hours'`;

/** The day of an instant by the clock of its location; needs `given` and a left join of `place`. */
export const localDay = (instant: string): string =>
  `(${instant} AT TIME ZONE coalesce(place.zone, given.zone))::date`;

/** The day of an instant that has no location. */
export const businessDay = (instant: string): string =>
  `(${instant} AT TIME ZONE given.zone)::date`;
