import { OFFER_STATUSES } from '#domain';
import { z } from 'zod';
import type { ListingRow } from '../port/listing-row.js';

/** What one listing shall show, for those who read it outside of any marketplace. Absolute. */
export const availabilityRow = z.strictObject({
  sku: z.string().min(1).describe('your own name of the listing'),
  quantity: z.int().nonnegative().describe('whole units that may be sold now'),
  version: z
    .int()
    .nonnegative()
    .describe('rises with every change of the listing: leave out a row whose version is lower'),
  availability: z
    .enum(OFFER_STATUSES)
    .describe("a term of schema.org's ItemAvailability, without its https://schema.org/"),
  availableFrom: z.iso
    .date()
    .nullable()
    .describe('UTC date from which what is ordered ahead is there; null: nothing is'),
  leadTimeDays: z
    .int()
    .nonnegative()
    .nullable()
    .describe('days from order to dispatch; null: not known'),
});

export type AvailabilityRow = z.infer<typeof availabilityRow>;

/** Without an offer, any unit is in stock and none is out of it. */
export const availabilityRowOf = (row: ListingRow): AvailabilityRow => ({
  sku: row.sku,
  quantity: row.quantity,
  version: row.version,
  availability: row.offer?.status ?? (row.quantity > 0 ? 'InStock' : 'OutOfStock'),
  availableFrom: row.offer?.availableFrom ?? null,
  leadTimeDays: row.leadTimeDays,
});
