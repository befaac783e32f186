import type { LimitDimension } from '#channels';

/** Longest time for which a process keeps a share that it does not use, milliseconds. */
const LONGEST_SHARE_MS = 1_000;
/** The part of a limit that unused shares may be on top of what is spent. */
const SHARES_PART = 0.25;
/** Of a window's capacity, what may be spent at once; the rest comes back evenly. */
const AT_ONCE = 0.25;

/**
 * A limit that is shared by processes, as a bucket that refills, and of which they take shares.
 *
 * A share is spent some time after it was taken, so that in any stretch of time a little more may be spent
 * than was taken in it: the capacity is lower by what refills while a share is kept. A window is a bucket
 * of a quarter of it that gets three quarters back in the window's time: never more than the whole.
 */
export interface AppBudget {
  readonly capacity: number;
  readonly refillPerSecond: number;
  /** milliseconds for which a share may be used */
  readonly shareMs: number;
  /**
   * what is there when nobody has counted yet: who called before is unknown, which makes a bucket empty for a
   * moment; a day's window would be closed for a day
   */
  readonly atFirst: number;
}

export function budgetOf(dimension: LimitDimension): AppBudget {
  const { capacity, refillPerSecond } = bucketOf(dimension);
  const shareMs = Math.min(LONGEST_SHARE_MS, ((SHARES_PART * capacity) / refillPerSecond) * 1000);
  const most = capacity - (refillPerSecond * shareMs) / 1000;
  const atFirst = dimension.kind.endsWith('Window') ? most : 0;
  return { capacity: most, refillPerSecond, shareMs, atFirst };
}

function bucketOf(dimension: LimitDimension) {
  switch (dimension.kind) {
    case 'tokenBucket':
      return dimension;
    case 'minInterval':
      return { capacity: 1 / (1 - SHARES_PART), refillPerSecond: 1000 / dimension.intervalMs };
    case 'slidingWindow':
    case 'fixedWindow': {
      const { capacity, windowMs } = dimension;
      const refillPerSecond = ((1 - AT_ONCE) * capacity * 1000) / windowMs;
      return { capacity: AT_ONCE * capacity, refillPerSecond };
    }
  }
}
