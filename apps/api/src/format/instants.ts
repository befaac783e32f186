/** Whole milliseconds, UTC, ISO 8601. */
export const iso = (time: Date): string => time.toISOString();

export const isoOrNull = (time: Date | null): string | null => time?.toISOString() ?? null;

/** Seconds from one time to a later one; clocks that disagree never make it negative. */
export const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, to.getTime() - from.getTime()) / 1000;

export const ageOrNull = (time: Date | null, now: Date): number | null =>
  time ? secondsBetween(time, now) : null;
