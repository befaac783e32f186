import type { ListResult } from '../port/read-result.js';
import type { Desk } from './desk.js';
import { offersOf, quantityOf } from './offers-page.js';

/**
 * A page of all offers of the shop. They are sorted by title, which changes more seldom than the price
 * that Mirakl would sort them by: what moves while it is listed may be told twice or not at all.
 *
 * @param after how many offers came before
 */
export async function listOffers(
  desk: Desk,
  after: string | null,
  signal: AbortSignal,
): Promise<ListResult> {
  const offset = Number(after ?? 0);
  const asked = { sort: 'productTitle', offset: String(offset) };
  const page = await offersOf(desk, asked, signal);
  if (page.kind !== 'found') return page;
  const { offers, total } = page;
  const end = offset + offers.length;
  if (offers.length === 0 && end < total) {
    return { kind: 'unavailable', reason: `OF21: ${total} offers, and none after ${offset}` };
  }
  const listings = offers.map((each) => ({
    sku: each.shop_sku,
    quantity: quantityOf(each, desk.endpoint),
    ids: {},
  }));
  return { kind: 'page', listings, next: end < total ? String(end) : null };
}
