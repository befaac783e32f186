import { jsonOf } from '../http/json.js';
import type { NotNow } from '../port/push-result.js';
import type { ReadBackResult } from '../port/read-result.js';
import { item, type Item } from './answers.js';
import type { Desk } from './desk.js';
import { itemPath } from './patch-listing.js';
import { query } from './query.js';
import { nothingApplied, oddAnswer, readRefusal } from './refusals.js';
import { quantityOf, searchListings } from './search-listings.js';

const INCLUDED_DATA = 'fulfillmentAvailability';

type Items = { readonly kind: 'items'; readonly items: readonly Item[] } | NotNow;

/** What listings show. @param skus at most 20 */
export async function readListings(
  desk: Desk,
  skus: readonly string[],
  signal: AbortSignal,
): Promise<ReadBackResult> {
  // A search takes a SKU with a comma for two.
  const searched = skus.filter((sku) => !sku.includes(','));
  const found = await searchAll(desk, searched, signal);
  if (found.kind !== 'items') return found;
  const items = [...found.items];
  for (const sku of skus.filter((each) => each.includes(','))) {
    const got = await getItem(desk, sku, signal);
    if (got.kind !== 'items') return got;
    items.push(...got.items);
  }
  const wanted = new Set(skus);
  const quantities = new Map<string, number>();
  for (const each of items) {
    const quantity = quantityOf(each, desk.endpoint);
    if (quantity !== undefined && wanted.has(each.sku)) quantities.set(each.sku, quantity);
  }
  return { kind: 'read', quantities };
}

async function searchAll(
  desk: Desk,
  identifiers: readonly string[],
  signal: AbortSignal,
): Promise<Items> {
  const items: Item[] = [];
  const asked = { identifiers, identifiersType: 'SKU', includedData: INCLUDED_DATA };
  let pageToken: string | null = null;
  while (identifiers.length > 0) {
    const paged = pageToken === null ? asked : { ...asked, pageToken };
    const page = await searchListings(desk, paged, signal);
    if (page.kind !== 'found') return page;
    items.push(...page.items);
    pageToken = page.nextToken;
    if (pageToken === null) break;
  }
  return { kind: 'items', items };
}

/** `getListingsItem`. */
async function getItem({ api, endpoint }: Desk, sku: string, signal: AbortSignal): Promise<Items> {
  const asked = query({ marketplaceIds: endpoint.marketplaceId, includedData: INCLUDED_DATA });
  const path = `${itemPath(endpoint, sku)}?${asked}`;
  const answer = await api.call({ method: 'GET', path, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status === 404) return { kind: 'items', items: [] };
  if (answer.status !== 200) return readRefusal(answer);
  const got = item.safeParse(jsonOf(answer)).data;
  return got ? { kind: 'items', items: [got] } : oddAnswer('getListingsItem');
}
