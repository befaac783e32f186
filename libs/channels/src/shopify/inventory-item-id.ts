import type { ListingRow } from '../port/listing-row.js';
import type { RowVerdict } from '../port/push-result.js';

const INVENTORY_ITEM = /^gid:\/\/shopify\/InventoryItem\/\d+$/;

/** Shopify's own name of the listing's stock; undefined: not known, or not one. */
export function inventoryItemIdOf({ ids }: Pick<ListingRow, 'ids'>): string | undefined {
  const id = ids['inventoryItemId'];
  return id !== undefined && INVENTORY_ITEM.test(id) ? id : undefined;
}

/** Of a row that cannot be sent: one bad id would refuse the whole call. */
export const withoutItemId = ({ ids }: Pick<ListingRow, 'ids'>): RowVerdict =>
  ids['inventoryItemId'] === undefined
    ? {
        outcome: 'rejected',
        code: 'no_inventory_item_id',
        reason: 'the listing has no inventoryItemId; list the channel anew to learn it',
      }
    : {
        outcome: 'rejected',
        code: 'invalid_inventory_item_id',
        reason: 'inventoryItemId is not of the form gid://shopify/InventoryItem/<number>',
      };
