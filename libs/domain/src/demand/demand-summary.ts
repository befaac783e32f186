import { dayOf } from './day.js';
import { WINDOW_DAYS, type LocationHistory } from './location-history.js';
import type { LineSizes } from './line-sizes.js';

/** Fewest days that sales are spread over, so that a new item's first sale is no rate. */
const FEWEST_DAYS = 7;

/** Days since the last count of what was never counted, and at most. */
const MOST_DAYS_UNCOUNTED = 365;

/** An item's demand at one location, as of a day. */
export interface DemandSummary {
  /** days that the sales are spread over */
  readonly days: number;
  readonly lines: number;
  /** mean units sold in a day */
  readonly perDay: number;
  /** variance of the units sold in a day */
  readonly variance: number;
  readonly sizes: readonly LineSizes[];
  readonly daysSinceCount: number;
  readonly countedAt: number | null;
  /** whether anything was ever sold */
  readonly everSold: boolean;
}

/**
 * @param now milliseconds since 1970; only its day counts, so that a summary holds until midnight UTC
 */
export function summarize(history: LocationHistory, now: number): DemandSummary {
  const today = dayOf(now);
  const counted = history.days.filter(([day]) => day > today - WINDOW_DAYS);
  const first = counted[0]?.[0] ?? today;
  const days = Math.min(WINDOW_DAYS, Math.max(FEWEST_DAYS, today - first + 1));
  return {
    days,
    lines: Math.max(
      0,
      counted.reduce((sum, [, lines]) => sum + lines, 0),
    ),
    ...rateOf(counted, days),
    sizes: history.sizes,
    daysSinceCount: daysUncounted(history.countedAt, today),
    countedAt: history.countedAt,
    everSold: history.newestDay > 0,
  };
}

/**
 * The variance is that of a compound Poisson process (lines arrive by chance, each with its quantity) or
 * that between the days, whichever is larger: the first knows large lines, the second busy days.
 */
function rateOf(counted: LocationHistory['days'], days: number) {
  const sum = counted.reduce((total, [, , tenths]) => total + tenths, 0) / 10;
  const byLines = counted.reduce((total, [, , , squares]) => total + squares, 0) / 100 / days;
  const squaredDays = counted.reduce((total, [, , tenths]) => total + (tenths / 10) ** 2, 0);
  const perDay = Math.max(0, sum / days);
  const betweenDays = squaredDays / days - (sum / days) ** 2;
  return { perDay, variance: Math.max(0, byLines, betweenDays) };
}

const daysUncounted = (countedAt: number | null, today: number): number =>
  countedAt === null
    ? MOST_DAYS_UNCOUNTED
    : Math.min(MOST_DAYS_UNCOUNTED, Math.max(0, today - dayOf(countedAt)));
