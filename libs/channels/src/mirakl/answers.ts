import { z } from 'zod';

/**
 * Only what is used of the vendor's description of its seller API. Fields and values are added to it at
 * any time, so unknown ones pass.
 */

export const refusal = z.object({ message: z.string() });

/** STO01 */
export const createdImport = z.object({ import_id: z.string().min(1) });

/** STO02; the vendor does not promise the counts. */
export const importState = z.object({
  /** WAITING, RUNNING, COMPLETE, FAILED, or one that was added since */
  status: z.string(),
  has_error_report: z.boolean(),
  lines_in_error: z.int().nonnegative().nullish(),
  lines_in_success: z.int().nonnegative().nullish(),
});

export type ImportState = z.infer<typeof importState>;

export const offer = z.object({
  shop_sku: z.string(),
  /** of all warehouses together */
  quantity: z.int(),
  warehouses: z.array(z.object({ code: z.string(), quantity: z.int() })).nullish(),
});

export type Offer = z.infer<typeof offer>;

/** OF21 */
export const offersPage = z.object({
  offers: z.array(offer),
  total_count: z.int().nonnegative(),
});
