import { z } from 'zod';

/**
 * What became of a claim's units: `claimed` takes them, `promised` promises what is on its way, every other
 * change gives them back.
 */
const CLAIM_CHANGES = [
  'claimed',
  'promised',
  'released',
  'expired',
  'absorbed',
  'exception',
] as const;

/**
 * Key: sku, so that an item is in the same partition as on stock.events.v1. Says that what claims hold of
 * an item has changed; how much they hold is in the table `location_stock`.
 */
export const claimsV1 = z.strictObject({
  sku: z.string().min(1),
  /** the claim's id, or the promise's */
  claim: z.uuid(),
  change: z.enum(CLAIM_CHANGES),
  /** UTC ISO 8601, by the clock of Shelfwire's database */
  changedAt: z.string(),
});

export type ClaimsV1 = z.infer<typeof claimsV1>;
