import type { ListingOffer } from '#channels';
import { isSameOffer, offering } from './listing-offer.js';
import type { ListingTable } from './listing-table.js';
import type { Desired, Sent } from './listing.js';
import { desiredOf, shownAs } from './shown.js';

type Told = Desired & Pick<Sent, 'offerBefore'>;

/** What a look at the channel tells of its listings: their numbers, and nothing of their offers. */
export class Sightings {
  constructor(private readonly table: ListingTable) {}

  /**
   * The read-back found something else than what was sent, and than what has been shown since; undefined:
   * no such listing.
   */
  disprove(row: Told, quantity: number | undefined): void {
    const { shown } = this.table.of(row.sku);
    const isOlder = shown?.isSure === true && shown.version > row.version;
    const expected = isOlder ? desiredOf(row.sku, shown, row.recordedAt) : row;
    if (expected.quantity === quantity) return;
    this.findOtherwise(expected, quantity, expected.offer ?? row.offer ?? row.offerBefore);
  }

  /**
   * A read-back found the number of a write that was never answered. That tells nothing of another offer
   * than the one before: it is sent again.
   *
   * @returns whether the number tells all
   */
  isToldByNumber(row: Told): boolean {
    const { offer, offerBefore = this.table.get(row.sku)?.shown?.offer } = row;
    if (isSameOffer(offer, offerBefore)) return true;
    this.findOtherwise(row, row.quantity, offer ?? offerBefore);
    return false;
  }

  /** @param mayShow an offer of a write that may have arrived, or still may */
  private findOtherwise(
    expected: Desired,
    quantity: number | undefined,
    mayShow: ListingOffer | undefined,
  ): void {
    this.table.conclude(expected, (listing) => {
      const offer = mayShow ?? listing.shown?.offer;
      listing.desired ??= expected;
      listing.shown =
        quantity === undefined
          ? undefined
          : shownAs({ version: 0, quantity, ...offering(offer) }, false);
    });
  }

  /**
   * What the marketplace acknowledged of a listing, and shows for as far as is known. Undefined while
   * anything is under way.
   *
   * @param at UTC ISO 8601: since when it waits if that turns out to be wrong
   */
  settled(sku: string, at: string, nowMs: number): Sent | undefined {
    const listing = this.table.get(sku);
    if (listing?.phase !== 'idle' || !listing.shown?.isSure) return undefined;
    const { landing, shown } = listing;
    if (landing && Math.max(landing.newestMs, landing.olderMs) > nowMs) return undefined;
    return { ...desiredOf(sku, shown, at), sentAt: at };
  }

  /** What the channel was seen to show of a listing that it was never told a number of. */
  observe(sku: string, quantity: number): void {
    const listing = this.table.of(sku);
    if (listing.phase !== 'idle' || listing.shown) return;
    listing.shown = { version: 0, quantity, isSure: false };
    this.table.place(listing);
  }

  /** Whether this very number is the one that was acknowledged last. */
  isShowing({ sku, version }: Desired): boolean {
    const shown = this.table.get(sku)?.shown;
    return shown?.isSure === true && shown.version === version;
  }
}
