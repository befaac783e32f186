import { urgencyOf, type ListingOffer, type Urgency } from '#channels';
import { isSameOffer } from './listing-offer.js';
import { hasOtherOffer, type Shown } from './shown.js';

/** What a listing shall show, and since which version of the item. */
export interface Desired {
  readonly sku: string;
  readonly version: number;
  readonly quantity: number;
  /** commit time in the source, UTC ISO 8601 */
  readonly recordedAt: string;
  /** left out: the number says all */
  readonly offer?: ListingOffer;
  /** the span that brought it; left out: nobody traces */
  readonly trace?: string;
}

/** What went out to the marketplace. */
export interface Sent extends Desired {
  /** UTC ISO 8601 */
  readonly sentAt: string;
  /** an offer of before, which may be shown until this is */
  readonly offerBefore?: ListingOffer;
}

/** Writes that the marketplace has accepted, and may apply later, in its own order. Monotonic milliseconds. */
export interface Landing {
  /** the newest one has landed by then, or never will */
  readonly newestMs: number;
  /** so have the ones before it */
  readonly olderMs: number;
}

export type Queue =
  Urgency | 'alone' | 'resting' | 'in_flight' | 'unclear' | 'pending' | 'unchanged';

/** One item on one channel: what it shall show, what it shows, and what is under way. */
export interface Listing {
  readonly sku: string;
  desired: Desired | undefined;
  shown: Shown | undefined;
  /** newest that went out; set for as long as its answer matters */
  sent: Sent | undefined;
  /**
   * `unclear`: sent, and nobody knows whether it was applied; `pending`: accepted, and to be looked at
   * later, which keeps no newer number waiting
   */
  phase: 'idle' | 'in_flight' | 'unclear' | 'pending';
  /** nothing older may go out (promise I5) */
  sentVersion: number;
  /** this version and older ones are not tried again: the marketplace rejected it */
  passedOver: number;
  /** a call that carried it was refused as a whole: it goes out by itself */
  alone: boolean;
  /** it was written as often as the channel lets it be: it takes no numbers but zero, or none at all */
  rests: 'but_zero' | 'wholly' | undefined;
  /** undefined: nothing is on its way */
  landing: Landing | undefined;
  queue: Queue | undefined;
  /** commit time of the first number that the channel does not show yet */
  waitingSince: string | undefined;
  /** it shows units */
  isShowing: boolean;
  /** it shows units, and waits to be told zero */
  isFalling: boolean;
}

export const newListing = (sku: string): Listing => ({
  sku,
  desired: undefined,
  shown: undefined,
  sent: undefined,
  phase: 'idle',
  sentVersion: 0,
  passedOver: 0,
  alone: false,
  rests: undefined,
  landing: undefined,
  queue: undefined,
  waitingSince: undefined,
  isShowing: false,
  isFalling: false,
});

/** Where a listing waits; undefined: there is nothing to do for it. */
export function queueOf(listing: Listing): Queue | undefined {
  if (listing.phase === 'idle') return queueOfIdle(listing);
  return listing.phase === 'pending' ? queueOfPending(listing) : listing.phase;
}

/** The number that it shows, or will by what the marketplace has accepted; undefined: not known for sure. */
function toldQuantity({ phase, sent, shown }: Listing): number | undefined {
  if (phase === 'pending') return sent?.quantity;
  return shown?.isSure ? shown.quantity : undefined;
}

/** Whether it is to be told zero, and does not show that already under another offer. */
export const isToZero = (listing: Listing, { quantity }: Pick<Desired, 'quantity'>): boolean =>
  quantity === 0 && toldQuantity(listing) !== 0;

/** Where a listing waits to be written. */
function queueOfWaiting(listing: Listing, shown: number | null, desired: Desired): Queue {
  const { alone, rests } = listing;
  const { quantity } = desired;
  if (rests === 'wholly' || (rests === 'but_zero' && !isToZero(listing, desired))) return 'resting';
  if (alone) return 'alone';
  return toldQuantity(listing) === quantity ? 'rest' : urgencyOf(shown, quantity);
}

function queueOfIdle(listing: Listing): Queue | undefined {
  const { desired, shown } = listing;
  if (!desired || !isNewer(listing, desired)) return undefined;
  if (toldQuantity(listing) === desired.quantity && isSameOffer(shown?.offer, desired.offer)) {
    return 'unchanged';
  }
  return queueOfWaiting(listing, shown?.quantity ?? null, desired);
}

/**
 * A newer number need not wait until it is known whether the one before was applied. Another offer with the
 * same number has to: which of the two is shown, no number would tell.
 */
function queueOfPending(listing: Listing): Queue {
  const { desired, sent } = listing;
  if (!desired || !sent || desired.version <= sent.version) return 'pending';
  if (desired.quantity === sent.quantity) return 'pending';
  return queueOfWaiting(listing, sent.quantity, desired);
}

/** Whether customers may buy it now, as far as is known. */
export const isShowing = ({ phase, sent, shown }: Listing): boolean =>
  ((phase === 'pending' ? sent : shown)?.quantity ?? 0) > 0;

function isNewer({ shown, sentVersion, passedOver }: Listing, desired: Desired): boolean {
  const { version } = desired;
  if (version <= passedOver || version < sentVersion) return false;
  return !shown?.isSure || version > shown.version || hasOtherOffer(shown, desired);
}
