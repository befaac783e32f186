import { first } from './first.js';
import { isShowing, queueOf, type Listing, type Queue } from './listing.js';
import { oldestWaiting } from './oldest-waiting.js';

/** A channel's listings by what is to be done for them; within a queue, who has waited longest comes first. */
export class ListingQueues {
  readonly all: Readonly<Record<Queue, Set<Listing>>> = {
    to_zero: new Set(),
    low_and_falling: new Set(),
    back_in_stock: new Set(),
    large_change: new Set(),
    rest: new Set(),
    alone: new Set(),
    resting: new Set(),
    in_flight: new Set(),
    unclear: new Set(),
    pending: new Set(),
    unchanged: new Set(),
  };
  private showingCount = 0;
  private fallingCount = 0;

  /** Listings that show units. */
  get showing(): number {
    return this.showingCount;
  }

  /** Listings that show units, and wait to be told zero. */
  get falling(): number {
    return this.fallingCount;
  }

  /** Some of those that wait to be told zero. */
  fallingSkus(limit: number): string[] {
    return first(this.all.to_zero, limit).map(({ sku }) => sku);
  }

  /** Commit time of the oldest number that is not shown yet; undefined: everything is. */
  oldestWaiting(): string | undefined {
    return oldestWaiting(Object.values(this.all));
  }

  /** Puts a listing where it belongs after it changed. @returns undefined: nothing is to be done for it */
  place(listing: Listing): Queue | undefined {
    const queue = queueOf(listing);
    if (queue !== listing.queue) {
      if (listing.queue) this.all[listing.queue].delete(listing);
      if (queue) this.all[queue].add(listing);
      listing.queue = queue;
    }
    this.count(listing);
    return queue;
  }

  private count(listing: Listing): void {
    const { desired, queue } = listing;
    const showing = isShowing(listing);
    const isToZero = desired?.quantity === 0 && (queue === 'alone' || queue === 'resting');
    const isWaiting = queue === 'to_zero' || isToZero;
    const falling = showing && isWaiting;
    this.showingCount += Number(showing) - Number(listing.isShowing);
    this.fallingCount += Number(falling) - Number(listing.isFalling);
    listing.isShowing = showing;
    listing.isFalling = falling;
  }
}
