import type { CallIntervals } from './mirakl-options.js';

/** Refuses what comes sooner after the last call of its kind than is allowed. */
export class CallFrequency {
  private readonly lastMs = new Map<keyof CallIntervals, number>();

  constructor(
    private readonly intervals: CallIntervals,
    private readonly now: () => number,
  ) {}

  /** @returns whole seconds until the next call would be let in; 0: this one is */
  admit(kind: keyof CallIntervals): number {
    const now = this.now();
    const last = this.lastMs.get(kind) ?? Number.NEGATIVE_INFINITY;
    const waitMs = last + this.intervals[kind] - now;
    if (waitMs > 0) return Math.ceil(waitMs / 1000);
    this.lastMs.set(kind, now);
    return 0;
  }
}
