import type { Clock } from './rate-limiter.js';

/** How often a channel lets one listing be written. */
export interface ListingLimit {
  readonly capacity: number;
  /** writes of the capacity that only a quantity of zero may use */
  readonly keptForZeros: number;
  readonly windowMs: number;
}

/** Writes of one listing that somebody has stored. */
export interface StoredWrites {
  readonly listing: string;
  readonly writes: number;
  /** milliseconds since the last of them */
  readonly agoMs: number;
}

/** Writes of one stretch of a window are remembered together. */
const STRETCHES = 96;

interface Stretch {
  readonly number: number;
  readonly writes: number;
}

/**
 * How often each listing of an account was written. Where a channel counts by the calendar day, when its
 * day begins is unknown: each write counts for a whole window, and for up to one stretch of it more, so
 * that no day of the channel's can hold more than the capacity.
 *
 * It remembers the listings that were written within a window and a stretch, and no others. Nothing of
 * it outlives the process: without `stored` the count begins anew, and is too generous for a window.
 */
export class ListingQuota {
  private readonly stretchMs: number;
  /** the listing that has not been written for the longest time first */
  private readonly written = new Map<string, readonly Stretch[]>();

  /**
   * @param now milliseconds on a clock that never goes back
   * @param stored what was written before, at most one entry for each listing
   * @throws Error when nothing but zeros could ever be written
   */
  constructor(
    private readonly limit: ListingLimit,
    private readonly now: Clock = () => performance.now(),
    stored: readonly StoredWrites[] = [],
  ) {
    const { capacity, keptForZeros, windowMs } = limit;
    if (keptForZeros >= capacity) {
      throw new Error(
        `${keptForZeros} of ${capacity} writes kept for zeros leave none for the rest`,
      );
    }
    this.stretchMs = windowMs / STRETCHES;
    for (const { listing, writes, agoMs } of stored.toSorted((a, b) => b.agoMs - a.agoMs)) {
      this.written.set(listing, [{ number: this.stretchAt(this.now() - agoMs), writes }]);
    }
    this.forget();
  }

  /** listings that are remembered */
  get size(): number {
    return this.written.size;
  }

  mayWrite(listing: string, isZero: boolean): boolean {
    return this.waitMs(listing, isZero) === 0;
  }

  /** Milliseconds until the listing may be written; 0: now. */
  waitMs(listing: string, isZero: boolean): number {
    const { capacity, keptForZeros } = this.limit;
    const most = isZero ? capacity : capacity - keptForZeros;
    const stretches = this.counting(listing);
    let tooMany = countOf(stretches) - most + 1;
    if (tooMany <= 0) return 0;
    for (const { number, writes } of stretches) {
      tooMany -= writes;
      if (tooMany <= 0) return Math.max(1, Math.ceil(this.endMs(number) - this.now()));
    }
    return this.limit.windowMs;
  }

  /** To be told of every write that the channel may have counted, an unclear one included. */
  wrote(listing: string): void {
    const stretches = this.counting(listing);
    const number = this.stretchAt(this.now());
    const last = stretches.at(-1);
    const changed =
      last?.number === number
        ? [...stretches.slice(0, -1), { number, writes: last.writes + 1 }]
        : [...stretches, { number, writes: 1 }];
    this.written.delete(listing);
    this.written.set(listing, changed);
    this.forget();
  }

  private counting(listing: string): readonly Stretch[] {
    const nowMs = this.now();
    return (this.written.get(listing) ?? []).filter(({ number }) => this.endMs(number) > nowMs);
  }

  private forget(): void {
    const nowMs = this.now();
    for (const [listing, stretches] of this.written) {
      const last = stretches.at(-1);
      if (last && this.endMs(last.number) > nowMs) return;
      this.written.delete(listing);
    }
  }

  private stretchAt(ms: number): number {
    return Math.floor(ms / this.stretchMs);
  }

  /** When the writes of a stretch no longer count: a window after its end. */
  private endMs(number: number): number {
    return (number + 1) * this.stretchMs + this.limit.windowMs;
  }
}

function countOf(stretches: readonly Stretch[]): number {
  let count = 0;
  for (const { writes } of stretches) count += writes;
  return count;
}
