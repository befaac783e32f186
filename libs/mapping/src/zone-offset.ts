import { DateTime } from 'luxon';

const HOUR_MS = 3_600_000;
const LAST_MINUTE_MS = 59 * 60_000;
const MOST_KNOWN = 10_000;

/** By zone and local hour; null: the offset changes within that hour. */
const known = new Map<string, number | null>();

/**
 * By how much a zone is ahead of UTC at a local time, as the calendar says it: looked up once for each hour
 * in which it does not change.
 *
 * @param localMs the local time as if it were one of UTC, ms since 1970
 * @returns ms; undefined in an hour in which the offset changes, and for a zone that is none
 */
export function zoneOffset(zone: string, localMs: number): number | undefined {
  const hour = Math.floor(localMs / HOUR_MS);
  const key = `${zone} ${hour}`;
  let offset = known.get(key);
  if (offset === undefined) {
    offset = offsetOfHour(zone, hour * HOUR_MS);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, offset);
  }
  return offset ?? undefined;
}

function offsetOfHour(zone: string, startMs: number): number | null {
  const first = offsetAt(zone, startMs);
  return first === offsetAt(zone, startMs + LAST_MINUTE_MS) ? first : null;
}

/** null: there is no such zone */
function offsetAt(zone: string, localMs: number): number | null {
  const local = new Date(localMs).toISOString().slice(0, 16);
  const time = earliest(DateTime.fromISO(local, { zone }));
  return time.isValid ? localMs - time.toMillis() : null;
}

/** Of an hour that comes twice, the first: Luxon itself takes the one whose offset is today's. */
export const earliest = (time: DateTime): DateTime =>
  time.isValid ? (time.getPossibleOffsets()[0] ?? time) : time;
