import { HOUR_MS, MINUTE_MS, type Calendar } from './calendar.js';

/** A clock hour in which a location had changes. */
export interface ActiveHour {
  /** milliseconds since 1970, a whole hour, UTC */
  readonly startsAt: number;
  /** bit n: minute n had a change */
  readonly minutes: bigint;
}

/** The minutes for which a location was open, one after the other, closed ones left out. */
export interface OpenMinutes {
  /** of each minute, 0 to 167 */
  readonly hoursOfWeek: readonly number[];
  /** whether something changed in it */
  readonly isActive: readonly boolean[];
}

/** @param from with `to`, milliseconds since 1970 */
export function openMinutes(
  activity: readonly ActiveHour[],
  calendar: Calendar,
  from: number,
  to: number,
): OpenMinutes {
  const activeHours = new Map(activity.map(({ startsAt, minutes }) => [startsAt, bits(minutes)]));
  const hoursOfWeek: number[] = [];
  const isActive: boolean[] = [];
  for (const span of calendar.openSpans(from, to)) {
    for (let at = Math.ceil(span.from / MINUTE_MS) * MINUTE_MS; at < span.to; at += MINUTE_MS) {
      const startsAt = Math.floor(at / HOUR_MS) * HOUR_MS;
      hoursOfWeek.push(calendar.hourOfWeek(at));
      isActive.push(activeHours.get(startsAt)?.[(at - startsAt) / MINUTE_MS] ?? false);
    }
  }
  return { hoursOfWeek, isActive };
}

const bits = (mask: bigint): boolean[] =>
  Array.from({ length: 60 }, (_, bit) => ((mask >> BigInt(bit)) & 1n) === 1n);
