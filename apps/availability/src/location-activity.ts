import type { LedgerEntry } from './fold-batch.js';

/** A clock hour in which changes of a location were committed in a source. */
export interface ActivityRow {
  readonly partition: number;
  readonly location: string;
  readonly source: string;
  /** UTC ISO 8601, a whole hour */
  readonly hour: string;
  /** bit n: something changed in minute n */
  readonly minutes: string;
  /** UTC ISO 8601 */
  readonly last_at: string;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

interface Activity {
  readonly location: string;
  readonly source: string;
  readonly hour: number;
  minutes: bigint;
  lastAt: number;
}

/**
 * When each location was heard of: rows of a table, for the watch over silent locations. What a snapshot
 * read says what is, not that something happens. No later than our intake, whatever the source's clock says.
 */
export function activityRows({
  partition,
  entries,
}: {
  readonly partition: number;
  readonly entries: readonly LedgerEntry[];
}): ActivityRow[] {
  const hours = new Map<string, Activity>();
  for (const { incoming, location } of entries) {
    const { event, message } = incoming;
    if (event.read) continue;
    const at = Math.min(Date.parse(message.recordedAt), Date.parse(message.ingestedAt));
    const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
    const source = event.row.system;
    const key = JSON.stringify([location, source, hour]);
    const activity = hours.get(key) ?? { location, source, hour, minutes: 0n, lastAt: at };
    activity.minutes |= 1n << BigInt(Math.floor((at - hour) / MINUTE_MS));
    activity.lastAt = Math.max(activity.lastAt, at);
    hours.set(key, activity);
  }
  return [...hours.values()].map(({ location, source, hour, minutes, lastAt }) => ({
    partition,
    location,
    source,
    hour: new Date(hour).toISOString(),
    minutes: minutes.toString(),
    last_at: new Date(lastAt).toISOString(),
  }));
}
