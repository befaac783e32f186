import { itemOf } from './item-answer.js';
import type { Shelved } from './shelf.js';

/** "The maximum number of items (SKUs) that can be returned and paged through is 1000." */
const MOST_PAGED = 1_000;
const DEFAULT_PAGE_SIZE = '10';
/** What a page token may be sent without. */
const OF_A_PAGE = new Set(['pageToken', 'pageSize']);

/** @returns the vendor's `ItemSearchResults`, or what is wrong with the query */
export function searchListings(
  listings: readonly Shelved[],
  query: URLSearchParams,
  marketplaceId: string,
): object | string {
  if (query.has('identifiers') !== query.has('identifiersType')) {
    return 'identifiers and identifiersType belong together';
  }
  const asked = JSON.stringify([...query].filter(([name]) => !OF_A_PAGE.has(name)));
  const from = offsetOf(query.get('pageToken'), asked);
  if (from === undefined) return 'pageToken is of another search';
  const found = sorted(matching(listings, query), query);
  const to = Math.min(from + Number(query.get('pageSize') ?? DEFAULT_PAGE_SIZE), MOST_PAGED);
  const isMore = to < Math.min(found.length, MOST_PAGED);
  return {
    numberOfResults: found.length,
    items: found.slice(from, to).map((listing) => itemOf(listing, query, marketplaceId)),
    pagination: isMore ? { nextToken: tokenOf(to, asked) } : {},
  };
}

function matching(listings: readonly Shelved[], query: URLSearchParams): Shelved[] {
  const skus = query.get('identifiers')?.split(',');
  const createdAfter = Date.parse(query.get('createdAfter') ?? '1970-01-01');
  return listings.filter(
    ({ createdDate, sku }) =>
      (skus?.includes(sku) ?? true) && Date.parse(createdDate) >= createdAfter,
  );
}

function sorted(listings: Shelved[], query: URLSearchParams): Shelved[] {
  const key = query.get('sortBy') === 'sku' ? 'sku' : 'createdDate';
  const sign = query.get('sortOrder') === 'ASC' ? 1 : -1;
  return listings.toSorted((a, b) => {
    if (a[key] === b[key]) return 0;
    return a[key] < b[key] ? -sign : sign;
  });
}

const tokenOf = (offset: number, asked: string): string =>
  Buffer.from(`${offset} ${asked}`).toString('base64url');

function offsetOf(token: string | null, asked: string): number | undefined {
  if (token === null) return 0;
  const [, offset, search] = /^(\d+) (.*)$/s.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  return search === asked ? Number(offset) : undefined;
}
