import { jsonOf } from '../http/json.js';
import type { NotNow } from '../port/push-result.js';
import type { AdminApi } from './admin-api.js';
import { itemsPage, type InventoryItem } from './answers.js';
import { nothingApplied, oddAnswer, readRefusal } from './refusals.js';

const FIELDS = [
  'id',
  'location_levels.location_id',
  'location_levels.stocked_quantity',
  'location_levels.reserved_quantity',
  'variants.sku',
  'variants.manage_inventory',
  'variants.inventory_items.inventory_item_id',
  'variants.inventory_items.required_quantity',
].join(',');

export interface FetchedItems {
  readonly kind: 'items';
  readonly items: readonly InventoryItem[];
  /** of all pages */
  readonly count: number;
}

/** One page of inventory items, with their levels and the variants that are sold from them. */
export async function fetchItems(
  api: AdminApi,
  asked: readonly (readonly [name: string, value: string])[],
  signal: AbortSignal,
): Promise<FetchedItems | NotNow> {
  const query = new URLSearchParams();
  for (const [name, value] of asked) query.append(name, value);
  const answer = await api.get(`/inventory-items?fields=${FIELDS}&${query.toString()}`, signal);
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status !== 200) return readRefusal(answer);
  const page = itemsPage.safeParse(jsonOf(answer)).data;
  if (!page) return oddAnswer('inventory items');
  return { kind: 'items', items: page.inventory_items, count: page.count };
}
