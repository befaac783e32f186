import { jsonOf } from '../http/json.js';
import type { NotNow } from '../port/push-result.js';
import type { ReadBackResult } from '../port/read-result.js';
import { itemRow, quantityOf, rowList } from './answers.js';
import type { Desk } from './desk.js';
import { readOffers, shownQuantity } from './read-offers.js';
import { nothingApplied, oddAnswer, readRefusal, SYSTEM_ERROR } from './refusals.js';

/** Most SKUs of a `bulkGetInventoryItem`. */
export const MOST_READ = 25;

type Items = { readonly kind: 'items'; readonly quantities: ReadonlyMap<string, number> } | NotNow;

/** What listings show. @param skus at most 25, each once */
export async function readListings(
  desk: Desk,
  skus: readonly string[],
  signal: AbortSignal,
): Promise<ReadBackResult> {
  const items = await readItems(desk, skus, signal);
  if (items.kind !== 'items') return items;
  const offers = await readOffers(desk, [...items.quantities.keys()], signal);
  if (offers.kind !== 'offers') return offers;
  const shown = [...items.quantities].map(([sku, quantity]): [string, number] => [
    sku,
    shownQuantity(quantity, offers.bySku.get(sku)),
  ]);
  return { kind: 'read', quantities: new Map(shown) };
}

/** `bulkGetInventoryItem`. An item that it does not tell about is never taken for one that is not there. */
async function readItems(
  { api }: Desk,
  skus: readonly string[],
  signal: AbortSignal,
): Promise<Items> {
  const content = { requests: skus.map((sku) => ({ sku })) };
  const answer = await api.call({ path: '/bulk_get_inventory_item', content, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status !== 200 && answer.status !== 207) return readRefusal(answer);
  const list = rowList.safeParse(jsonOf(answer)).data;
  if (!list) return oddAnswer('bulkGetInventoryItem');
  const rows = list.responses.flatMap((each) => itemRow.safeParse(each).data ?? []);
  const bySku = new Map(rows.map((row) => [row.sku, row]));
  const quantities = new Map<string, number>();
  for (const sku of skus) {
    const row = bySku.get(sku);
    if (!row || isFailed(row)) return oddAnswer('bulkGetInventoryItem');
    const quantity = row.inventoryItem ? quantityOf(row.inventoryItem) : undefined;
    if (quantity !== undefined) quantities.set(sku, quantity);
  }
  return { kind: 'items', quantities };
}

type Row = ReturnType<typeof itemRow.parse>;

/** What eBay could not look up, other than what it says is not there. */
const isFailed = ({ statusCode, errors, inventoryItem }: Row): boolean =>
  statusCode >= 500 ||
  statusCode === 429 ||
  errors.some(({ errorId }) => errorId === SYSTEM_ERROR) ||
  (statusCode < 300 && !inventoryItem);
