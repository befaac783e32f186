import { Bucket } from './bucket.js';
import { mostRows, type LimitDimension, type LimitHint } from './limit-dimension.js';

/** Share of each bucket that only urgent calls (quantities that go to zero) may use. */
const RESERVE = 0.15;
const LONGEST_PAUSE_MS = 3_600_000;
const SHORTEST_PAUSE_MS = 10;

export type Lane = 'urgent' | 'normal';

/** Milliseconds on a monotonic clock. */
export type Clock = () => number;

/** How the marketplace took a call, as far as its limit is concerned. */
export interface Settlement {
  readonly charged: boolean;
  readonly hints?: readonly LimitHint[];
  /** the marketplace asked for a pause */
  readonly retryAfterMs?: number;
}

/** One account's limits: a call starts when every dimension admits it. */
export class RateLimiter {
  private readonly buckets: readonly Bucket[];
  private pausedUntilMs = 0;

  constructor(
    dimensions: readonly LimitDimension[],
    private readonly now: Clock = () => performance.now(),
  ) {
    const started = now();
    this.buckets = dimensions.map((dimension) => new Bucket(dimension, started));
  }

  /**
   * Most rows that a call can carry.
   *
   * @throws Error when a limit can never admit a single row
   */
  mostRows(wanted: number): number {
    for (const { dimension } of this.buckets) {
      if (mostRows(dimension, wanted) >= 1) continue;
      throw new Error(
        `limit "${dimension.id}": a call with one row costs more than its capacity of ` +
          `${dimension.capacity}; raise the capacity or lower the cost`,
      );
    }
    return Math.min(wanted, ...this.buckets.map(({ dimension }) => mostRows(dimension, wanted)));
  }

  /** Milliseconds until a call of so many rows may start; 0: now. */
  delayMs(rows: number, lane: Lane): number {
    const now = this.now();
    const delays = this.buckets.map((bucket) => {
      const reserve = lane === 'urgent' ? 0 : RESERVE * bucket.dimension.capacity;
      return bucket.delayMs(rows, reserve, now);
    });
    return Math.max(0, this.pausedUntilMs - now, ...delays);
  }

  /** Takes the tokens of a call that starts now; the answer must be told to what is returned. */
  start(rows: number): (settlement: Settlement) => void {
    for (const bucket of this.buckets) bucket.start(rows);
    const startedAtMs = this.now();
    return (settlement) => this.settle(rows, startedAtMs, settlement);
  }

  private settle(rows: number, startedAtMs: number, settlement: Settlement): void {
    const { charged, hints = [], retryAfterMs } = settlement;
    const now = this.now();
    for (const bucket of this.buckets) {
      bucket.settle(rows, charged, now);
      if (retryAfterMs !== undefined) bucket.empty(now);
      for (const hint of hints) {
        if (hint.cost === bucket.dimension.cost) bucket.correct(hint, now - startedAtMs, now);
      }
    }
    if (retryAfterMs !== undefined) this.pausedUntilMs = now + clampPause(retryAfterMs);
  }
}

/** A marketplace's wish is taken with care: no wait overflows a timer, none spins. */
const clampPause = (ms: number): number =>
  Number.isFinite(ms) ? Math.min(Math.max(ms, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS) : 1_000;
