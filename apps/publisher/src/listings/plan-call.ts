import type { RateLimiter } from '#channels';
import type { Desired } from './listing.js';
import type { Listings } from './listings.js';

export interface CallPlan {
  readonly rows: readonly Desired[];
  /** milliseconds until the limits admit it; 0: now */
  readonly delayMs: number;
}

/**
 * The call that hurts most to leave out. Where the limits make it wait, rows that go to zero go ahead
 * of the rest, out of the reserve that is kept for them.
 */
export function planCall(
  listings: Listings,
  limiter: RateLimiter,
  rowsPerCall: number,
): CallPlan | undefined {
  const rows = listings.mostUrgent(rowsPerCall);
  if (rows.length === 0) return undefined;
  const delayMs = limiter.delayMs(rows.length, 'normal');
  const zeros = rows.filter(({ quantity }) => quantity === 0);
  if (delayMs === 0 || zeros.length === 0) return { rows, delayMs };
  const zerosDelayMs = limiter.delayMs(zeros.length, 'urgent');
  return zerosDelayMs < delayMs ? { rows: zeros, delayMs: zerosDelayMs } : { rows, delayMs };
}
