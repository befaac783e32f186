import type { ListResult } from '../port/read-result.js';
import type { AdminApi } from './admin-api.js';
import { fetchItems } from './fetch-items.js';
import { nothingApplied, readRefusal } from './refusals.js';
import { stockedListing } from './stocked-listing.js';

const PAGE_SIZE = 200;

/**
 * A page of everything that the location stocks, oldest first: what is made meanwhile comes last. Where
 * something is deleted meanwhile, another one may be left out until the next time.
 *
 * @param after how many items came before
 */
export async function listListings(
  api: AdminApi,
  after: string | null,
  signal: AbortSignal,
): Promise<ListResult> {
  const offset = Number(after ?? 0);
  const asked = [
    ['location_levels[location_id]', api.locationId],
    ['order', 'id'],
    ['limit', String(PAGE_SIZE)],
    ['offset', String(offset)],
  ] as const;
  const fetched = await fetchItems(api, asked, signal);
  if (fetched.kind !== 'items') return fetched;
  const { items, count } = fetched;
  if (count === 0) return nothingStocked(api, signal);
  const end = offset + items.length;
  if (items.length === 0 && end < count) {
    return { kind: 'unavailable', reason: `${count} inventory items, and none after ${offset}` };
  }
  const listings = items.flatMap((item) => {
    const listing = stockedListing(item, api.locationId);
    if (!listing) return [];
    const { sku, available, itemId } = listing;
    return [{ sku, quantity: available, ids: { inventoryItemId: itemId } }];
  });
  return { kind: 'page', listings, next: end < count ? String(end) : null };
}

/** Medusa lists nothing for a location that there is not, as for an empty one. */
async function nothingStocked(api: AdminApi, signal: AbortSignal): Promise<ListResult> {
  const path = `/stock-locations/${encodeURIComponent(api.locationId)}?fields=id`;
  const answer = await api.get(path, signal);
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status !== 200) return readRefusal(answer);
  return { kind: 'page', listings: [], next: null };
}
