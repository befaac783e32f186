import type { ObservedListing } from '../port/listing-row.js';
import type { ListResult } from '../port/read-result.js';
import type { AdminApi } from './admin-api.js';
import type { VariantsData } from './answers.js';
import { LIST } from './documents.js';
import { readVariants } from './look-up.js';
import { availableOf, isTracked, levelAt } from './stock-of.js';

const PAGE_SIZE = 250;

/**
 * A page of all variants of the channel.
 *
 * @param after how many variants the pages before had; null: the first page
 */
export async function listVariants(
  api: AdminApi,
  after: string | null,
  location: string,
  signal: AbortSignal,
): Promise<ListResult> {
  const skip = Number(after ?? '0');
  const variables = { location, skip, take: PAGE_SIZE };
  const page = await readVariants(api, { query: LIST, variables }, signal);
  if (page.kind !== 'variants') return page;
  const { items, totalItems } = page.data.productVariants;
  const read = skip + items.length;
  const next = items.length > 0 && read < totalItems ? String(read) : null;
  return { kind: 'page', listings: listingsIn(page.data, location), next };
}

/**
 * What has no sku, and what is sold without a number, is nothing that a row could set. A sku that several
 * variants have is listed once: the write to it says what is wrong.
 */
function listingsIn(
  { globalSettings, productVariants }: VariantsData,
  location: string,
): readonly ObservedListing[] {
  const bySku = new Map<string, ObservedListing>();
  for (const variant of productVariants.items) {
    const { id, sku, stockLevels } = variant;
    const isListing = sku !== '' && isTracked(variant, globalSettings.trackInventory);
    if (!isListing || bySku.has(sku)) continue;
    const quantity = availableOf(levelAt(stockLevels, location));
    bySku.set(sku, { sku, quantity, ids: { variantId: id } });
  }
  return [...bySku.values()];
}
