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

interface Written {
  readonly stretches: readonly Stretch[];
  readonly lastMs: number;
}

/**
 * How often each listing of an account was written. Where a channel counts by the calendar day, when its
 * day begins is unknown: each write counts for a whole window, and for up to one stretch of it more, so
 * that no day of the channel's can hold more than the capacity.
 *
 * What is not zero is spread: the more writes a listing has used up, the longer it waits for the next one,
 * from nothing at all to the window's even share. A run on one item leaves it slow, never mute for the rest
 * of the day.
 *
 * It remembers the listings that were written within a window and a stretch, and no others. Nothing of
 * it outlives the process: what is not recalled is not counted, which is too generous for a window.
 */
export class ListingQuota {
  private readonly stretchMs: number;
  /** the listing that has not been written for the longest time first */
  private readonly written = new Map<string, Written>();

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
      this.add(listing, writes, this.now() - agoMs);
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
    const used = this.writesOf(listing) + underWay;
    if (used >= most) return this.untilForgotten(listing, used - most + 1);
    return isZero ? 0 : this.pauseMs(listing, used / most);
  }

  /** Writes of a listing that count. */
  writesOf(listing: string): number {
    return countOf(this.counting(listing));
  }

  /** To be told of every write that the channel may have counted, an unclear one included. */
  wrote(listing: string): void {
    this.add(listing, 1, this.now());
    this.forget();
  }

  /** Until so many of the writes no longer count. */
  private untilForgotten(listing: string, tooMany: number): number {
    let left = tooMany;
    for (const { number, writes } of this.counting(listing)) {
      left -= writes;
      if (left <= 0) return Math.max(1, Math.ceil(this.endMs(number) - this.now()));
    }
    return this.limit.windowMs;
  }

  /** @param used part of the writes that are gone, from 0 to 1 */
  private pauseMs(listing: string, used: number): number {
    const { capacity, windowMs } = this.limit;
    const lastMs = this.written.get(listing)?.lastMs ?? Number.NEGATIVE_INFINITY;
    const untilMs = lastMs + (windowMs / capacity) * used ** 2;
    return Math.max(0, Math.ceil(untilMs - this.now()));
  }

  private add(listing: string, writes: number, atMs: number): void {
    const number = this.stretchAt(atMs);
    const stretches = this.counting(listing);
    const last = stretches.at(-1);
    const changed =
      last?.number === number
        ? [...stretches.slice(0, -1), { number, writes: last.writes + writes }]
        : [...stretches, { number, writes }];
    this.written.delete(listing);
    this.written.set(listing, { stretches: changed, lastMs: atMs });
  }

  private counting(listing: string): readonly Stretch[] {
    const nowMs = this.now();
    const { stretches } = this.written.get(listing) ?? { stretches: [] };
    return stretches.filter(({ number }) => this.endMs(number) > nowMs);
  }

  private forget(): void {
    const nowMs = this.now();
    for (const [listing, { stretches }] of this.written) {
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
