import { z } from 'zod';

/**
 * Only what is used of the answers of Medusa's Admin API 2.x (docs.medusajs.com/api/admin). Fields are
 * added to it at any time, so unknown ones pass.
 */

/** `type` says what kind of error it is; without, it comes from the login. */
export const refusal = z.object({ message: z.string(), type: z.string().optional() });

const level = z.object({
  location_id: z.string(),
  /** on hand; the shop takes and tells parts of a unit, too */
  stocked_quantity: z.number(),
  /** of orders that are not fulfilled */
  reserved_quantity: z.number(),
});

const variant = z.object({
  sku: z.string().nullish(),
  manage_inventory: z.boolean(),
  inventory_items: z.array(
    z.object({ inventory_item_id: z.string(), required_quantity: z.number() }),
  ),
});

export const inventoryItem = z.object({
  id: z.string(),
  location_levels: z.array(level),
  variants: z.array(variant),
});

export type InventoryItem = z.infer<typeof inventoryItem>;

export const itemsPage = z.object({
  inventory_items: z.array(inventoryItem),
  /** of all pages */
  count: z.int().nonnegative(),
});

/** Its `available_quantity` is that of before the write, so it is not among these. */
export const updatedLevels = z.object({
  updated: z.array(level.extend({ inventory_item_id: z.string() })),
});

export type UpdatedLevel = z.infer<typeof updatedLevels>['updated'][number];
