import type { z } from 'zod';
import type { ListingRow, ObservedListing } from '../port/listing-row.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import type { listData, readData } from './answers.js';
import { LIST_LEVELS, MOST_ROWS, READ_QUANTITIES } from './documents.js';
import { inventoryItemIdOf } from './inventory-item-id.js';
import { readEnd } from '../port/read-end.js';
import type { Answered } from './read-answer.js';

export const readQuantities = (ids: readonly string[], locationId: string) => ({
  query: READ_QUANTITIES,
  variables: { ids, locationId },
});

/** What the rows' listings show; absent: not there, or not stocked at the location. */
export function readBackResult(
  rows: readonly ListingRow[],
  answered: Answered<z.infer<typeof readData>>,
): ReadBackResult {
  if (answered.kind !== 'data') return readEnd(answered);
  const byItem = new Map<string, number>();
  for (const node of answered.data.nodes) {
    if (node && 'id' in node && node.inventoryLevel) {
      byItem.set(node.id, node.inventoryLevel.quantities[0].quantity);
    }
  }
  const quantities = new Map<string, number>();
  for (const row of rows) {
    const quantity = byItem.get(inventoryItemIdOf(row) ?? '');
    if (quantity !== undefined) quantities.set(row.sku, quantity);
  }
  return { kind: 'read', quantities, hints: answered.hints };
}

export const listLevels = (locationId: string, after: string | null) => ({
  query: LIST_LEVELS,
  variables: { locationId, first: MOST_ROWS, after },
});

/** An item without a sku is nothing that a row could name, and is left out. */
export function listResult(answered: Answered<z.infer<typeof listData>>): ListResult {
  if (answered.kind !== 'data') return readEnd(answered);
  const levels = answered.data.location?.inventoryLevels;
  if (!levels) return { kind: 'unavailable', reason: 'the shop has no such location' };
  const listings = levels.nodes.flatMap(({ item, quantities: [available] }): ObservedListing[] =>
    item.sku
      ? [{ sku: item.sku, quantity: available.quantity, ids: { inventoryItemId: item.id } }]
      : [],
  );
  const next = levels.pageInfo.hasNextPage ? levels.pageInfo.endCursor : null;
  return { kind: 'page', listings, next, hints: answered.hints };
}
