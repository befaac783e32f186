import type { ObservedListing } from '../port/listing-row.js';
import type { ListResult } from '../port/read-result.js';
import type { VariantList } from './answers.js';
import { readPage, type Desk } from './read-variants.js';
import type { Shop } from './shop-facts.js';
import { availableOf, isTracked, levelAt } from './stock-of.js';

const PAGE_SIZE = 250;

/**
 * A page of all variants of the channel.
 *
 * @param after how many variants the pages before had; null: the first page
 */
export async function listVariants(
  desk: Desk,
  after: string | null,
  signal: AbortSignal,
): Promise<ListResult> {
  const skip = Number(after ?? '0');
  const page = await readPage(desk, { skip, take: PAGE_SIZE }, signal);
  if (page.kind !== 'variants') return page;
  const { items, totalItems } = page.list;
  const read = skip + items.length;
  const next = items.length > 0 && read < totalItems ? String(read) : null;
  return { kind: 'page', listings: listingsIn(page.list, page.shop), next };
}

/**
 * What has no sku, and what is sold without a number, is nothing that a row could set. A sku that several
 * variants have is listed once: the write to it says what is wrong.
 */
function listingsIn(
  { items }: VariantList,
  { locationId, tracksInventory }: Shop,
): readonly ObservedListing[] {
  const bySku = new Map<string, ObservedListing>();
  for (const variant of items) {
    const { id, sku, stockLevels } = variant;
    const isListing = sku !== '' && isTracked(variant, tracksInventory);
    if (!isListing || bySku.has(sku)) continue;
    const quantity = availableOf(levelAt(stockLevels, locationId));
    bySku.set(sku, { sku, quantity, ids: { variantId: id } });
  }
  return [...bySku.values()];
}
