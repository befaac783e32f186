import type { InventoryItem } from './answers.js';

/** What one location stocks of the only variant that is sold from an inventory item. */
export interface StockedListing {
  readonly itemId: string;
  /** the variant's: what customers buy; the item's own may be another one */
  readonly sku: string;
  /** on hand less reserved, whole units; below zero where more was sold than there was */
  readonly available: number;
  /** units of orders that are not fulfilled */
  readonly reserved: number;
}

/**
 * @returns undefined for what no one quantity of one sku can be told of: not stocked at the location,
 *   without a variant, not tracked, without a sku, shared by several variants, or part of a kit
 */
export function stockedListing(
  { id, location_levels, variants }: InventoryItem,
  locationId: string,
): StockedListing | undefined {
  const level = location_levels.find(({ location_id }) => location_id === locationId);
  const [variant, ...others] = variants;
  if (!level || !variant?.sku || others.length > 0 || !isWhole(variant)) return undefined;
  const { stocked_quantity: stocked, reserved_quantity: reserved } = level;
  return { itemId: id, sku: variant.sku, available: Math.floor(stocked - reserved), reserved };
}

/** The shop sells one unit of one inventory item as one unit of the variant. */
const isWhole = ({ manage_inventory, inventory_items }: InventoryItem['variants'][number]) =>
  manage_inventory && inventory_items.length === 1 && inventory_items[0]?.required_quantity === 1;
