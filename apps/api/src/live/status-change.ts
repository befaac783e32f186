import type { Status } from '../status/status.schema.js';
import type { StatusChange } from './live.schema.js';

/** What grows by itself while nothing happens; whoever shows it counts on by their own clock. */
const AGES = new Set(['ageSeconds', 'lastChangeAgeSeconds', 'oldestAgeSeconds']);

/**
 * The parts of a status that differ from an earlier one by more than the time that has passed.
 *
 * @param earlier undefined: nothing is known yet, so everything is told
 * @returns undefined when there is nothing to tell
 */
export function statusChange(earlier: Status | undefined, now: Status): StatusChange | undefined {
  const parts = Object.entries(now).filter(
    ([part, value]) =>
      part !== 'at' &&
      (earlier === undefined ||
        essence(value, now.at) !== essence(earlier[part as keyof Status], earlier.at)),
  );
  return parts.length === 0
    ? undefined
    : { ...(Object.fromEntries(parts) as Partial<Status>), at: now.at };
}

/** A lease is renewed every few seconds; only who holds it is news. */
const RENEWED = new Set(['expiresAt']);

function essence(part: unknown, at: string): string {
  const time = Date.parse(at);
  return JSON.stringify(part, (key, value: unknown) => {
    if (AGES.has(key) || RENEWED.has(key)) return undefined;
    if (key === 'oldestUnacknowledgedAgeSeconds' && typeof value === 'number')
      return Math.round(time / 1000 - value);
    return key === 'lagSeconds' && typeof value === 'number' ? Math.round(value) : value;
  });
}
