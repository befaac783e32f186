import type { z } from 'zod';
import { jsonOf } from '../http/json.js';
import type { ObservedListing } from '../port/listing-row.js';
import type { ListResult } from '../port/read-result.js';
import { itemPage, quantityOf } from './answers.js';
import type { Desk } from './desk.js';
import { readOffers, shownQuantity, type LiveOffer } from './read-offers.js';
import { nothingApplied, oddAnswer, readRefusal } from './refusals.js';

/** Most items of a page, by the vendor's word. */
const PAGE_SIZE = 200;
/** Where each item costs a call of its own, a page must fit into the time of a call. */
const PAGE_SIZE_WITH_OFFERS = 25;

/**
 * `getInventoryItems`: a page of everything that the seller has on record. The vendor calls `offset` the
 * number of a page where developers send one of a record: only the address of the next page tells.
 *
 * @param after the next page's `offset` as eBay gave it; null: the first page
 */
export async function listItems(
  desk: Desk,
  after: string | null,
  signal: AbortSignal,
): Promise<ListResult> {
  const limit = desk.endpoint.offerQuantities ? PAGE_SIZE_WITH_OFFERS : PAGE_SIZE;
  const offset = after ?? '0';
  const path = `/inventory_item?limit=${limit}&offset=${encodeURIComponent(offset)}`;
  const answer = await desk.api.call({ path, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status !== 200) return readRefusal(answer);
  const page = itemPage.safeParse(jsonOf(answer)).data;
  const next = page?.next ? offsetIn(page.next) : null;
  if (!page || next === undefined || leadsBack(next, offset)) return oddAnswer('getInventoryItems');
  return observePage(desk, page, next, signal);
}

/** A page that leads back would be listed for ever. */
const leadsBack = (next: string | null, offset: string): boolean =>
  next !== null && Number(next) <= Number(offset);

async function observePage(
  desk: Desk,
  { inventoryItems }: z.infer<typeof itemPage>,
  next: string | null,
  signal: AbortSignal,
): Promise<ListResult> {
  const items = inventoryItems.flatMap((item) => {
    const quantity = quantityOf(item);
    return quantity === undefined ? [] : [{ sku: item.sku, quantity }];
  });
  const skus = items.map(({ sku }) => sku);
  const offers = await readOffers(desk, skus, signal);
  if (offers.kind !== 'offers') return offers;
  const listings = items.map(({ sku, quantity }) => observed(sku, quantity, offers.bySku.get(sku)));
  return { kind: 'page', listings, next };
}

/** @param next an address, with or without its host */
function offsetIn(next: string): string | undefined {
  const query = next.slice(next.indexOf('?') + 1);
  const offset = new URLSearchParams(query).get('offset');
  return offset !== null && /^\d{1,9}$/.test(offset) ? offset : undefined;
}

/** An offer without a quantity of its own stays without, and is not known by its id. */
const observed = (
  sku: string,
  quantity: number,
  offer: LiveOffer | undefined,
): ObservedListing => ({
  sku,
  quantity: shownQuantity(quantity, offer),
  ids: {
    ...(offer && offer.quantity !== null && { offerId: offer.offerId }),
    ...(offer && offer.listingId !== null && { listingId: offer.listingId }),
  },
});
