import type { LimitHint } from '../limiter/limit-dimension.js';
import type { Cost } from './answers.js';

/** Without a word about cost. */
const DEFAULT_PAUSE_MS = 1_000;

export const hintsOf = (cost: Cost | undefined): LimitHint[] =>
  cost
    ? [
        {
          cost: 'points',
          available: cost.throttleStatus.currentlyAvailable,
          refillPerSecond: cost.throttleStatus.restoreRate,
        },
      ]
    : [];

/** Milliseconds until a call that was throttled can be paid for. */
export function pauseOf(cost: Cost | undefined): number {
  if (!cost) return DEFAULT_PAUSE_MS;
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  const missing = cost.requestedQueryCost - currentlyAvailable;
  if (restoreRate <= 0 || missing <= 0) return DEFAULT_PAUSE_MS;
  return Math.ceil((missing / restoreRate) * 1_000);
}
