import type { LimitDimension, LimitHint } from './limit-dimension.js';

/** Our picture of one of a channel's limits, never more generous than the real one. */
export interface Gauge {
  readonly dimension: LimitDimension;
  /** Milliseconds until a call may start that leaves `reserve` of the limit behind; 0: now. */
  delayMs(rows: number, reserve: number, nowMs: number): number;
  start(rows: number): void;
  /** @param charged whether the channel counted the call */
  settle(rows: number, charged: boolean, nowMs: number): void;
  /**
   * Takes the channel's word where ours cannot be true.
   *
   * @param tookMs from sending to answer
   */
  correct(hint: LimitHint, tookMs: number, nowMs: number): void;
  /** The channel refused a call as one too many. */
  exhaust(nowMs: number): void;
}
