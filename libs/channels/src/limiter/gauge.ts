import type { LimitDimension, LimitHint } from './limit-dimension.js';

/** How much of a limit is left, for people. */
export interface GaugeReading {
  /** what may be spent at once when nothing is; null: it is a pause between calls */
  readonly capacity: number | null;
  /** what may be spent now; of a pause between calls: calls, 0 or 1 */
  readonly left: number;
  /** until all of it is there again, if no call follows; 0: it is; null: nobody can tell */
  readonly fullInMs: number | null;
}

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
  read(nowMs: number): GaugeReading;
}
