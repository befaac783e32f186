import type { ListingRow } from '../port/listing-row.js';
import type { RowVerdict } from '../port/push-result.js';
import type { UpdatedLevel } from './answers.js';
import { itemIdOf } from './read-listings.js';
import type { StockedListing } from './stocked-listing.js';

export interface SentLevel extends StockedListing {
  /** units on hand that are written */
  readonly stocked: number;
}

/** @param byItem levels as the shop told them after the write, by inventory item */
export function levelVerdict(
  sent: SentLevel,
  byItem: ReadonlyMap<string, UpdatedLevel>,
): RowVerdict {
  const level = byItem.get(sent.itemId);
  if (!level) return { outcome: 'unknown', reason: 'the answer does not name it' };
  const { stocked_quantity: stocked, reserved_quantity: reserved } = level;
  if (stocked !== sent.stocked) {
    return { outcome: 'unknown', reason: `${stocked} on hand where ${sent.stocked} was written` };
  }
  if (reserved !== sent.reserved) {
    const reason = `${sent.reserved} were reserved before the write, and ${reserved} after it`;
    return { outcome: 'unknown', reason };
  }
  return { outcome: 'applied' };
}

/** Of a row that cannot be sent: one level that is not there would refuse the whole call. */
export const notListed = (row: Pick<ListingRow, 'ids'>): RowVerdict =>
  itemIdOf(row) === undefined
    ? {
        outcome: 'rejected',
        code: 'no_inventory_item_id',
        reason: 'the listing has no inventoryItemId; list the channel anew to learn it',
      }
    : {
        outcome: 'rejected',
        code: 'not_stocked',
        reason: 'the location stocks no inventory item that is sold as this sku and no other',
      };
