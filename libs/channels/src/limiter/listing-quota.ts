import type { WindowLimit } from './limit-dimension.js';
import type { Clock } from './rate-limiter.js';

/** How often a channel lets one listing be written. */
export type ListingLimit = Pick<WindowLimit, 'capacity' | 'windowMs'>;

/** Writes of one listing that somebody has stored. */
export interface StoredWrites {
  readonly listing: string;
  readonly writes: number;
  /** milliseconds since the last of them */
  readonly agoMs: number;
}

/** The part of the writes that only a quantity of zero may use. */
const KEPT_FOR_ZEROS = 0.1;

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
 * it outlives the process: what is not recalled is not counted, which is too generous for a window.
 */
export class ListingQuota {
  private readonly stretchMs: number;
  /** the listing that has not been written for the longest time first */
  private readonly written = new Map<string, readonly Stretch[]>();

  /** @param now milliseconds on a clock that never goes back */
  constructor(
    private readonly limit: ListingLimit,
    private readonly now: Clock = () => performance.now(),
  ) {
    this.stretchMs = stretchMsOf(limit);
  }

  /** Takes up what was written before; to be called before anything else is. */
  recall(stored: readonly StoredWrites[]): void {
    for (const { listing, writes, agoMs } of stored.toSorted((a, b) => b.agoMs - a.agoMs)) {
      this.add(listing, { number: this.stretchAt(this.now() - agoMs), writes });
    }
    this.forget();
  }

  /** listings that are remembered */
  get size(): number {
    return this.written.size;
  }

  /**
   * Milliseconds until the listing may be written; 0: now.
   *
   * @param underWay writes of it that were begun and are not counted yet
   */
  waitMs(listing: string, isZero: boolean, underWay = 0): number {
    const { capacity } = this.limit;
    const most = isZero ? capacity : capacity - Math.floor(capacity * KEPT_FOR_ZEROS);
    const stretches = this.counting(listing);
    let tooMany = countOf(stretches) + underWay - most + 1;
    if (tooMany <= 0) return 0;
    for (const { number, writes } of stretches) {
      tooMany -= writes;
      if (tooMany <= 0) return Math.max(1, Math.ceil(this.endMs(number) - this.now()));
    }
    return this.limit.windowMs;
  }

  /** Writes of a listing that count. */
  writesOf(listing: string): number {
    return countOf(this.counting(listing));
  }

  /** To be told of every write that the channel may have counted, an unclear one included. */
  wrote(listing: string): void {
    this.add(listing, { number: this.stretchAt(this.now()), writes: 1 });
    this.forget();
  }

  private add(listing: string, { number, writes }: Stretch): void {
    const stretches = this.counting(listing);
    const last = stretches.at(-1);
    const changed =
      last?.number === number
        ? [...stretches.slice(0, -1), { number, writes: last.writes + writes }]
        : [...stretches, { number, writes }];
    this.written.delete(listing);
    this.written.set(listing, changed);
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

/** A window is counted in stretches of this length. */
export const stretchMsOf = ({ windowMs }: ListingLimit): number => windowMs / STRETCHES;

function countOf(stretches: readonly Stretch[]): number {
  let count = 0;
  for (const { writes } of stretches) count += writes;
  return count;
}
