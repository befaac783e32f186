import { ListingQueues } from './listing-queues.js';
import { newListing, type Desired, type Listing } from './listing.js';

/** Listings by their sku, each in the queue where it belongs. */
export class ListingTable {
  readonly queues = new ListingQueues();
  private readonly bySku = new Map<string, Listing>();

  get(sku: string): Listing | undefined {
    return this.bySku.get(sku);
  }

  of(sku: string): Listing {
    const known = this.bySku.get(sku);
    if (known) return known;
    const listing = newListing(sku);
    this.bySku.set(sku, listing);
    return listing;
  }

  skus(): Iterable<string> {
    return this.bySku.keys();
  }

  /** To be called after every change of a listing. */
  place(listing: Listing): void {
    if (this.queues.place(listing) === undefined) forgetWhatIsShown(listing);
    else listing.waitingSince ??= listing.desired?.recordedAt;
  }

  /** A write came to its end. What concerns one that is no longer the newest is of no interest. */
  conclude(
    { sku, version }: Pick<Desired, 'sku' | 'version'>,
    change: (listing: Listing) => void,
  ): void {
    const listing = this.of(sku);
    if ((listing.sent?.version ?? version) !== version) return;
    if (version < Math.max(shownVersion(listing), listing.sentVersion)) return;
    listing.phase = 'idle';
    listing.sent = undefined;
    change(listing);
    this.place(listing);
  }
}

export const shownVersion = ({ shown }: Listing): number => (shown?.isSure ? shown.version : 0);

export const newestVersion = (listing: Listing): number =>
  Math.max(listing.desired?.version ?? 0, shownVersion(listing));

/** Most listings are at rest: they keep the shown number only. */
function forgetWhatIsShown(listing: Listing): void {
  listing.waitingSince = undefined;
  if (listing.shown?.isSure && newestVersion(listing) === listing.shown.version) {
    listing.desired = undefined;
  }
}
