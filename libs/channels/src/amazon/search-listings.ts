import { jsonOf } from '../http/json.js';
import type { NotNow } from '../port/push-result.js';
import type { AmazonEndpoint } from './amazon-endpoint.js';
import { searchResults, type Item } from './answers.js';
import type { Desk } from './desk.js';
import { itemsPath } from './patch-listing.js';
import { query } from './query.js';
import { nothingApplied, oddAnswer, readRefusal } from './refusals.js';

/** Most identifiers of a search, and most items of a page. */
export const PAGE_SIZE = 20;

export interface FoundPage {
  readonly kind: 'found';
  readonly items: readonly Item[];
  /** of the whole search; the vendor pages through no more than the first 1,000 */
  readonly total: number;
  readonly nextToken: string | null;
}

/** `searchListingsItems`: one page. @param asked what to look for, beside seller and store */
export async function searchListings(
  { api, endpoint: { sellerId, marketplaceId } }: Desk,
  asked: Readonly<Record<string, string | readonly string[]>>,
  signal: AbortSignal,
): Promise<FoundPage | NotNow> {
  const values = { marketplaceIds: marketplaceId, pageSize: String(PAGE_SIZE), ...asked };
  const path = `${itemsPath(sellerId)}?${query(values)}`;
  const answer = await api.call({ method: 'GET', path, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status !== 200) return readRefusal(answer, 'search-listings-items');
  const page = searchResults.safeParse(jsonOf(answer)).data;
  if (!page) return oddAnswer('searchListingsItems');
  const nextToken = page.pagination?.nextToken ?? null;
  return { kind: 'found', items: page.items, total: page.numberOfResults, nextToken };
}

/**
 * Units that an item shows in the channel whose quantity is set; undefined where there are none, as of an
 * item that Amazon ships.
 */
export const quantityOf = (
  { fulfillmentAvailability = [] }: Item,
  { fulfillmentChannel }: AmazonEndpoint,
): number | undefined =>
  fulfillmentAvailability.find(
    ({ fulfillmentChannelCode }) => fulfillmentChannelCode === fulfillmentChannel,
  )?.quantity;
