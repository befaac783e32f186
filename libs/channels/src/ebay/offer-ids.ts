import type { ListingRow } from '../port/listing-row.js';
import type { NotNow } from '../port/push-result.js';
import type { Desk } from './desk.js';
import { readOffers } from './read-offers.js';

/** By SKU, what the offers are known by that have a quantity of their own. */
export type OfferIds = ReadonlyMap<string, string>;

/**
 * Which offers are to be set beside their items. An offer that is not known is asked for: a larger number
 * of the item alone would be taken for shown, while the offer's smaller one is what customers see.
 *
 * @returns `NotNow` when that cannot be told: nothing was written then
 */
export async function offerIdsOf(
  desk: Desk,
  rows: readonly ListingRow[],
  signal: AbortSignal,
): Promise<{ readonly kind: 'ids'; readonly bySku: OfferIds } | NotNow> {
  if (!desk.endpoint.offerQuantities) return { kind: 'ids', bySku: new Map() };
  const known = rows.flatMap(({ sku, ids }): [string, string][] => {
    const offerId = ids['offerId'];
    return offerId === undefined ? [] : [[sku, offerId]];
  });
  const bySku = new Map(known);
  const unknown = rows.map(({ sku }) => sku).filter((sku) => !bySku.has(sku));
  const found = await readOffers(desk, unknown, signal);
  if (found.kind !== 'offers') return found;
  for (const [sku, { offerId, quantity }] of found.bySku) {
    if (quantity !== null) bySku.set(sku, offerId);
  }
  return { kind: 'ids', bySku };
}
