import { urgencyOf, type Urgency } from '#channels';

/** What a listing shall show, and since which version of the item. */
export interface Desired {
  readonly sku: string;
  readonly version: number;
  readonly quantity: number;
  /** commit time in the source, UTC ISO 8601 */
  readonly recordedAt: string;
}

/** What went out to the marketplace. */
export interface Sent extends Desired {
  /** UTC ISO 8601 */
  readonly sentAt: string;
}

/** What the marketplace shows. */
export interface Shown {
  readonly version: number;
  readonly quantity: number;
  /** false: seen by a read-back that did not find what was sent; that may still be on its way */
  readonly isSure: boolean;
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

/** Where a listing waits to be written. */
function queueOfWaiting(
  { alone, rests }: Listing,
  shown: number | null,
  { quantity }: Desired,
): Queue {
  if (rests === 'wholly' || (rests === 'but_zero' && quantity > 0)) return 'resting';
  return alone ? 'alone' : urgencyOf(shown, quantity);
}

function queueOfIdle(listing: Listing): Queue | undefined {
  const { desired, shown } = listing;
  if (!desired || !isNewer(listing, desired)) return undefined;
  if (shown?.isSure && shown.quantity === desired.quantity) return 'unchanged';
  return queueOfWaiting(listing, shown?.quantity ?? null, desired);
}

/** A newer number need not wait until it is known whether the one before was applied. */
function queueOfPending(listing: Listing): Queue {
  const { desired, sent } = listing;
  if (!desired || !sent || desired.version <= sent.version) return 'pending';
  if (desired.quantity === sent.quantity) return 'pending';
  return queueOfWaiting(listing, sent.quantity, desired);
}

/** Whether customers may buy it now, as far as is known. */
export const isShowing = ({ phase, sent, shown }: Listing): boolean =>
  ((phase === 'pending' ? sent : shown)?.quantity ?? 0) > 0;

function isNewer({ shown, sentVersion, passedOver }: Listing, { version }: Desired): boolean {
  if (version <= passedOver || version < sentVersion) return false;
  return !shown?.isSure || version > shown.version;
}
