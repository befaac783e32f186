import { DateTime } from 'luxon';
import type { BusinessZones } from './business-zones.js';

/** Days that go on, or have just ended, by the clocks of all locations. */
export interface DaysNow {
  /** such as 2026-10-30: yesterday where the day begins last */
  readonly oldest: string;
  /** today where it begins first */
  readonly newest: string;
}

export function daysNow({ business, zones }: BusinessZones, now: Date): DaysNow {
  const today = [business, ...zones].map(
    (zone) => DateTime.fromJSDate(now, { zone }).toISODate() ?? '',
  );
  const sorted = today.toSorted();
  const [first = ''] = sorted;
  return {
    oldest: DateTime.fromISO(first, { zone: 'UTC' }).minus({ days: 1 }).toISODate() ?? '',
    newest: sorted.at(-1) ?? '',
  };
}
