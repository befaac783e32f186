import type { PolicyFile } from '../policy.schema.js';
import { ALWAYS_OPEN, LocationCalendar } from './location-calendar.js';

type Calendar = LocationCalendar | typeof ALWAYS_OPEN;

/** The calendar of every location; those that share one share what is worked out of it. */
export function calendarsOf({
  calendars,
  locations,
}: Pick<PolicyFile, 'calendars' | 'locations'>): ReadonlyMap<string, Calendar> {
  const named = new Map(
    Object.entries(calendars).map(([name, policy]) => [name, new LocationCalendar(policy)]),
  );
  return new Map(
    Object.entries(locations).map(([location, { calendar }]) => [
      location,
      (calendar !== undefined && named.get(calendar)) || ALWAYS_OPEN,
    ]),
  );
}
