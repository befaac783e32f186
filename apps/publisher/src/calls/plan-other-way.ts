import type { CallPlan } from '../listings/plan-call.js';
import type { Desk } from './desk.js';

/** So many calls in a row got no good answer before another way is tried. */
const PATIENCE = 2;

/**
 * Zeros that wait, by another way than the one that fails: every second call, where the channel has one. A
 * zero that is late sells what is gone, so it does not wait until the usual way is there again.
 */
export function planOtherWay(desk: Desk): CallPlan | undefined {
  const { breaker, connector, hold, limiter, listings } = desk;
  const { otherWay, rowsPerCall } = connector.capabilities;
  const failures = breaker.open?.outage.failures ?? 0;
  const isItsTurn = failures >= PATIENCE && failures % 2 === 0;
  if (otherWay === undefined || !isItsTurn || hold.isHolding) return undefined;
  const rows = listings.picker.pickZeros(rowsPerCall[otherWay]);
  if (rows.length === 0) return undefined;
  return { rows, lane: otherWay, delayMs: limiter.delayMs(1, 'urgent') };
}
