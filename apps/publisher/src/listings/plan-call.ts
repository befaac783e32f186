import type { Lane, RateLimiter } from '#channels';
import type { Desired } from './listing.js';
import type { Listings } from './listings.js';

export interface CallPlan {
  readonly rows: readonly Desired[];
  readonly lane: Lane;
  /** milliseconds until the limits admit it; 0: now */
  readonly delayMs: number;
}

/**
 * The call that hurts most to leave out. Where the limits make it wait, rows that go to zero go ahead
 * of the rest, out of the reserve that is kept for them.
 *
 * @param withoutZeros leaves out what goes to zero
 */
export function planCall(
  listings: Listings,
  limiter: RateLimiter,
  rowsPerCall: number,
  withoutZeros = false,
): CallPlan | undefined {
  const rows = listings.picker.pick(rowsPerCall, withoutZeros);
  if (rows.length === 0) return undefined;
  const normal: CallPlan = {
    rows,
    lane: 'normal',
    delayMs: limiter.delayMs(rows.length, 'normal'),
  };
  const zeros = rows.filter((row) => listings.isToZero(row));
  if (zeros.length === 0) return normal;
  const isOnlyZeros = zeros.length === rows.length;
  if (normal.delayMs === 0 && !isOnlyZeros) return normal;
  const delayMs = limiter.delayMs(zeros.length, 'urgent');
  return isOnlyZeros || delayMs < normal.delayMs
    ? { rows: zeros, lane: 'urgent', delayMs }
    : normal;
}
