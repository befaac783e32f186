import { z } from 'zod';

const graphError = z.object({
  message: z.string(),
  extensions: z.object({ code: z.string().optional() }).optional(),
});

export type GraphError = z.infer<typeof graphError>;

/** What every GraphQL answer looks like, whatever was asked. */
export const envelope = z.object({
  data: z.unknown().optional(),
  errors: z.array(graphError).min(1).optional(),
});

const stockLevel = z.object({
  stockLocationId: z.string(),
  stockOnHand: z.int(),
  stockAllocated: z.int(),
});

export type StockLevel = z.infer<typeof stockLevel>;

const variant = z.object({
  id: z.string().min(1),
  sku: z.string(),
  trackInventory: z.enum(['TRUE', 'FALSE', 'INHERIT']),
  stockLevels: z.array(stockLevel),
});

export type Variant = z.infer<typeof variant>;

export const shopData = z.object({
  globalSettings: z.object({ trackInventory: z.boolean() }),
  /** null: there is none of that id, or not in this channel */
  stockLocation: z.object({ id: z.string() }).nullable(),
});

const variantList = z.object({ items: z.array(variant), totalItems: z.int().min(0) });

export type VariantList = z.infer<typeof variantList>;

export const variantsData = z.object({ productVariants: variantList });

/** Not in the order of the rows. A variant that has gone since is null. */
export const setData = z.object({
  updateProductVariants: z.array(
    z.object({ id: z.string(), stockLevels: z.array(stockLevel) }).nullable(),
  ),
});
