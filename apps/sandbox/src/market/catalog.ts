import type { Listing } from './listing.js';

const RECENT = 20;

/** The listings of one account. */
export class Catalog {
  private readonly listings = new Map<string, Listing>();
  private sorted: string[] | undefined;
  private newest: Listing[] = [];

  get size(): number {
    return this.listings.size;
  }

  /** Newest first. */
  get recent(): readonly Listing[] {
    return this.newest;
  }

  set(listing: Listing): void {
    if (!this.listings.has(listing.sku)) this.sorted = undefined;
    this.listings.set(listing.sku, listing);
    const others = this.newest.filter(({ sku }) => sku !== listing.sku);
    this.newest = [listing, ...others].slice(0, RECENT);
  }

  get(skus: readonly string[]): Listing[] {
    return skus.flatMap((sku) => this.listings.get(sku) ?? []);
  }

  /** Listings after a sku, in order of their skus. */
  page(after: string, limit: number): Listing[] {
    this.sorted ??= [...this.listings.keys()].toSorted();
    return this.get(this.sorted.slice(firstAfter(this.sorted, after)).slice(0, limit));
  }
}

/** Index of the first element greater than `text`. */
function firstAfter(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') > text) high = middle;
    else low = middle + 1;
  }
  return low;
}
