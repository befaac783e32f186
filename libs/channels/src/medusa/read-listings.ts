import type { ListingRow } from '../port/listing-row.js';
import type { NotNow } from '../port/push-result.js';
import type { ReadBackResult } from '../port/read-result.js';
import type { AdminApi } from './admin-api.js';
import { fetchItems } from './fetch-items.js';
import { stockedListing, type StockedListing } from './stocked-listing.js';

type Rows = readonly Pick<ListingRow, 'sku' | 'ids'>[];

export type Listings =
  { readonly kind: 'listings'; readonly bySku: ReadonlyMap<string, StockedListing> } | NotNow;

/** What a row's quantity is kept in; undefined: the list has not told it. */
export const itemIdOf = ({ ids }: Pick<ListingRow, 'ids'>): string | undefined =>
  ids['inventoryItemId'];

/**
 * What the location stocks of the rows. A row whose item is meanwhile sold under another sku is not
 * among them.
 *
 * @param rows at most as many as a call has
 */
export async function readListings(
  api: AdminApi,
  rows: Rows,
  signal: AbortSignal,
): Promise<Listings> {
  const itemIds = rows.flatMap((row) => itemIdOf(row) ?? []);
  if (itemIds.length === 0) return { kind: 'listings', bySku: new Map() };
  const asked = itemIds.map((id) => ['id[]', id] as const);
  const limit = ['limit', String(itemIds.length)] as const;
  const fetched = await fetchItems(api, [limit, ...asked], signal);
  if (fetched.kind !== 'items') return fetched;
  const found = fetched.items.map(
    (item) => [item.id, stockedListing(item, api.locationId)] as const,
  );
  const byItem = new Map(found);
  const bySku = new Map<string, StockedListing>();
  for (const row of rows) {
    const listing = byItem.get(itemIdOf(row) ?? '');
    if (listing?.sku === row.sku) bySku.set(row.sku, listing);
  }
  return { kind: 'listings', bySku };
}

/** What customers of the location can still buy of the rows. */
export async function readAvailable(
  api: AdminApi,
  rows: Rows,
  signal: AbortSignal,
): Promise<ReadBackResult> {
  const listings = await readListings(api, rows, signal);
  if (listings.kind !== 'listings') return listings;
  const available = [...listings.bySku].map(([sku, listing]) => [sku, listing.available] as const);
  return { kind: 'read', quantities: new Map(available) };
}
