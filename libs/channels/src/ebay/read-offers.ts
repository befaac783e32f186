import { jsonOf } from '../http/json.js';
import type { NotNow } from '../port/push-result.js';
import { offerList } from './answers.js';
import type { Desk } from './desk.js';
import { errorsOf, nothingApplied, oddAnswer, readRefusal } from './refusals.js';

/** "This Offer is not available": the SKU has none. */
const NO_OFFER = 25_713;

/** The offer by which an item is listed. */
export interface LiveOffer {
  readonly offerId: string;
  /** null: the offer has none of its own, and the item's is shown */
  readonly quantity: number | null;
  readonly listingId: string | null;
}

/** By SKU; items without an offer that is published are absent. */
export type LiveOffers =
  { readonly kind: 'offers'; readonly bySku: ReadonlyMap<string, LiveOffer> } | NotNow;

/** Requests under way at the same time: as many as there are connections. */
const AT_ONCE = 8;

/** The offers of each of these. There is no call for several SKUs, so some are asked for side by side. */
export async function readOffers(
  desk: Desk,
  skus: readonly string[],
  signal: AbortSignal,
): Promise<LiveOffers> {
  const bySku = new Map<string, LiveOffer>();
  const asked = desk.endpoint.offerQuantities ? skus : [];
  for (let from = 0; from < asked.length; from += AT_ONCE) {
    const some = asked.slice(from, from + AT_ONCE);
    const found = await Promise.all(some.map((sku) => readOffer(desk, sku, signal)));
    for (const [at, sku] of some.entries()) {
      const each = found[at];
      if (each?.kind === 'offer' && each.offer) bySku.set(sku, each.offer);
      else if (each && each.kind !== 'offer') return each;
    }
  }
  return { kind: 'offers', bySku };
}

type Found = { readonly kind: 'offer'; readonly offer: LiveOffer | null } | NotNow;

/** `getOffers`. By the vendor's word a SKU has one fixed-price offer at most, beside one for an auction. */
async function readOffer({ api }: Desk, sku: string, signal: AbortSignal): Promise<Found> {
  const path = `/offer?sku=${encodeURIComponent(sku)}&format=FIXED_PRICE`;
  const answer = await api.call({ path, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (errorsOf(answer).some(({ errorId }) => errorId === NO_OFFER)) {
    return { kind: 'offer', offer: null };
  }
  if (answer.status !== 200) return readRefusal(answer);
  const list = offerList.safeParse(jsonOf(answer)).data;
  if (!list) return oddAnswer('getOffers');
  const live = list.offers.find(({ status }) => status === 'PUBLISHED');
  if (!live) return { kind: 'offer', offer: null };
  const { availableQuantity, listing, offerId } = live;
  const offer = {
    offerId,
    quantity: availableQuantity ?? null,
    listingId: listing?.listingId ?? null,
  };
  return { kind: 'offer', offer };
}

/** "The quantity specified on a listing will be the minimum value" of the two (bulk-updates.html). */
export const shownQuantity = (item: number, offer: LiveOffer | undefined): number =>
  Math.min(item, offer?.quantity ?? item);
