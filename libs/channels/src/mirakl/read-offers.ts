import type { NotNow } from '../port/push-result.js';
import type { ReadBackResult } from '../port/read-result.js';
import type { Offer } from './answers.js';
import type { Desk } from './desk.js';
import { offersOf, quantityOf } from './offers-page.js';

type Found = { readonly kind: 'offer'; readonly offer: Offer | undefined } | NotNow;

/** What offers show: OF21 takes one sku, so each is a request of its own, all at once. */
export async function readOffers(
  desk: Desk,
  skus: readonly string[],
  signal: AbortSignal,
): Promise<ReadBackResult> {
  const quantities = new Map<string, number>();
  const found = await Promise.all(skus.map((sku) => offerOf(desk, sku, signal)));
  for (const each of found) {
    if (each.kind !== 'offer') return each;
    if (each.offer) quantities.set(each.offer.shop_sku, quantityOf(each.offer, desk.endpoint));
  }
  return { kind: 'read', quantities };
}

async function offerOf(desk: Desk, sku: string, signal: AbortSignal): Promise<Found> {
  const page = await offersOf(desk, { sku }, signal);
  if (page.kind !== 'found') return page;
  const offer = page.offers.find(({ shop_sku }) => shop_sku === sku);
  // Were the filter no exact one, the offer might be on a later page.
  if (!offer && page.total > page.offers.length) {
    return { kind: 'unavailable', reason: 'OF21: more offers than a page for one sku' };
  }
  return { kind: 'offer', offer };
}
