import type { ListingOffer } from '#channels';
import { isOrderedAhead, type OfferStatus } from '#domain';

/** By status and date: as many as there are days ahead, however many listings say the same. */
const shared = new Map<string, ListingOffer>();

/**
 * What a listing says beside its number: equal ones are one object. Only what can be ordered ahead has a
 * date.
 *
 * @param availableFrom UTC date such as 2026-03-01
 */
export function listingOffer(status: OfferStatus, availableFrom: string | null): ListingOffer {
  const from = isOrderedAhead(status) ? availableFrom : null;
  const key = `${status} ${from}`;
  const known = shared.get(key);
  if (known) return known;
  const offer = { status, availableFrom: from };
  shared.set(key, offer);
  return offer;
}

export const isSameOffer = (a: ListingOffer | undefined, b: ListingOffer | undefined): boolean =>
  a === b || (a?.status === b?.status && a?.availableFrom === b?.availableFrom);

/** The field of whoever has one: most have none, and take no room for it. */
export const offering = (offer: ListingOffer | undefined): { readonly offer?: ListingOffer } =>
  offer ? { offer } : {};

/**
 * What of an offer a channel shows; undefined where the number says as much.
 *
 * @param shows statuses that the channel can show
 */
export function shownOffer(
  offer: ListingOffer | undefined,
  quantity: number,
  shows: readonly OfferStatus[],
): ListingOffer | undefined {
  if (!offer || !shows.includes(offer.status)) return undefined;
  const byNumber = quantity > 0 ? 'InStock' : 'OutOfStock';
  return offer.status === byNumber ? undefined : offer;
}
