import type { Policy } from '#config';

/** By which clock a day begins and ends. */
export interface BusinessZones {
  /** of facts that have no location, and of locations without a calendar */
  readonly business: string;
  readonly locations: readonly string[];
  /** IANA, of each of the locations */
  readonly zones: readonly string[];
}

/** The zone of most locations; UTC where no location has a calendar. */
export function businessZones({
  calendars,
  locations,
}: Pick<Policy, 'calendars' | 'locations'>): BusinessZones {
  const zoned = Object.entries(locations).flatMap(([location, { calendar }]) => {
    const zone = calendar === undefined ? undefined : calendars[calendar]?.timeZone;
    return zone === undefined ? [] : [[location, zone] as const];
  });
  const counts = new Map<string, number>();
  for (const [, zone] of zoned) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  const [most] = [...counts].sort(
    ([a, many], [b, others]) => others - many || (a < b ? -1 : Number(a > b)),
  );
  return {
    business: most?.[0] ?? 'UTC',
    locations: zoned.map(([location]) => location),
    zones: zoned.map(([, zone]) => zone),
  };
}
