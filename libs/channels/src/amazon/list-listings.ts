import type { ObservedListing } from '../port/listing-row.js';
import type { ListResult } from '../port/read-result.js';
import type { AmazonEndpoint } from './amazon-endpoint.js';
import type { Item } from './answers.js';
import type { Desk } from './desk.js';
import { readCursor, writeCursor, type ListCursor } from './list-cursor.js';
import { quantityOf, searchListings, type FoundPage } from './search-listings.js';

/** "The maximum number of items that can be returned and paged through is 1000." */
const MOST_PAGED = 1_000;

/**
 * A page of everything that the seller lists in the store. After 1,000 items the search begins anew with
 * those created when the last one was, or later.
 */
export async function listListings(
  desk: Desk,
  after: string | null,
  signal: AbortSignal,
): Promise<ListResult> {
  const { endpoint } = desk;
  const cursor = readCursor(after);
  const asked = {
    includedData: ['summaries', 'fulfillmentAvailability'],
    sortBy: 'createdDate',
    sortOrder: 'ASC',
    ...(cursor.createdAfter !== null && { createdAfter: cursor.createdAfter }),
    ...(cursor.pageToken !== null && { pageToken: cursor.pageToken }),
  };
  const page = await searchListings(desk, asked, signal);
  if (page.kind !== 'found') return page;
  const next = nextCursor(cursor, page, endpoint);
  if (next === 'stuck') return { kind: 'unavailable', reason: STUCK };
  const fresh = page.items.filter(({ sku }) => !cursor.seen.includes(sku));
  return {
    kind: 'page',
    listings: fresh.flatMap((item) => observed(item, endpoint)),
    next: next && writeCursor(next),
  };
}

const STUCK =
  'more than 1,000 listings were created at one moment; the vendor lists no more of them';

function nextCursor(
  cursor: ListCursor,
  { items, nextToken, total }: FoundPage,
  endpoint: AmazonEndpoint,
): ListCursor | 'stuck' | null {
  if (nextToken !== null) return { ...cursor, pageToken: nextToken };
  if (total < MOST_PAGED) return null;
  const last = items.at(-1);
  const createdAfter = last && summaryOf(last, endpoint)?.createdDate;
  if (createdAfter === undefined || createdAfter === cursor.createdAfter) return 'stuck';
  const seen = items
    .filter((item) => summaryOf(item, endpoint)?.createdDate === createdAfter)
    .map(({ sku }) => sku);
  return { createdAfter, pageToken: null, seen };
}

function observed(item: Item, endpoint: AmazonEndpoint): ObservedListing[] {
  const quantity = quantityOf(item, endpoint);
  if (quantity === undefined) return [];
  const productType = summaryOf(item, endpoint)?.productType;
  return [{ sku: item.sku, quantity, ids: productType === undefined ? {} : { productType } }];
}

const summaryOf = ({ summaries }: Item, { marketplaceId }: AmazonEndpoint) =>
  summaries?.find((summary) => summary.marketplaceId === marketplaceId);
