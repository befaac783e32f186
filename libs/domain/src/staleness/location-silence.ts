import { secondsOf, type Calendar } from './calendar.js';
import type { Usual } from './learn-usual.js';
import { missedMinutes } from './missed-minutes.js';

export interface StalenessRule {
  /** shorter silences never count */
  readonly leastSeconds: number;
  /** beyond so much open time, a silence counts that is less unlikely: one gap in ten thousand is as long */
  readonly mostSeconds: number;
  /** the one limit, where somebody has set it: nothing is learnt */
  readonly fixedSeconds: number | null;
}

/** Open time since the last sign of life, and what it means. */
export interface LocationSilence {
  readonly isStale: boolean;
  /** longer than one silence of a hundred */
  readonly isUnusual: boolean;
  readonly silentSeconds: number;
  /** active minutes that would usually have been in it */
  readonly missed: number;
  /** silence that would be too long at the pace of this hour; null: no changes are expected */
  readonly thresholdSeconds: number | null;
}

const UNUSUAL = Math.log(100);
const RARE = Math.log(10_000);

/**
 * @param since the last change, or when the location could have been heard again
 * @param now both in milliseconds since 1970
 */
export function locationSilence(
  { pace, unlikelyGap }: Usual,
  rule: StalenessRule,
  calendar: Calendar,
  since: number,
  now: number,
): LocationSilence {
  const silentSeconds = secondsOf(calendar.openSpans(since, now));
  const missed = missedMinutes(pace, calendar, since, now);
  if (rule.fixedSeconds !== null) {
    const isStale = silentSeconds > rule.fixedSeconds;
    const isUnusual = silentSeconds > rule.fixedSeconds / 2;
    return { isStale, isUnusual, silentSeconds, missed, thresholdSeconds: rule.fixedSeconds };
  }
  const isTooLong = missed > unlikelyGap && silentSeconds > rule.leastSeconds;
  return {
    isStale: isTooLong || (missed > RARE && silentSeconds > rule.mostSeconds),
    isUnusual: missed > UNUSUAL,
    silentSeconds,
    missed,
    thresholdSeconds: thresholdSeconds(
      pace.perHour[calendar.hourOfWeek(now)] ?? 0,
      unlikelyGap,
      rule,
    ),
  };
}

/**
 * Silence that is too long at one pace, in seconds; null: no changes are expected at all.
 *
 * @param perHour usual active minutes in an open hour
 */
export function thresholdSeconds(
  perHour: number,
  unlikely: number,
  { leastSeconds, mostSeconds }: Pick<StalenessRule, 'leastSeconds' | 'mostSeconds'>,
): number | null {
  if (perHour <= 0) return null;
  const after = (missed: number): number => (missed / perHour) * 3600;
  return Math.min(Math.max(leastSeconds, after(unlikely)), Math.max(mostSeconds, after(RARE)));
}
