import { BUCKETS, OFFER_STATUSES } from '#domain';
import { z } from 'zod';
import { count, decimalText, instant, nextCursor } from '../format/schemas.js';

const version = z.int();

const summarySchema = z
  .object({
    sku: z.string(),
    version,
    channels: z.record(z.string(), count).describe('units each channel may show'),
    recordedAt: instant.describe('commit time of the newest change in its source'),
    appliedAt: instant,
  })
  .meta({ id: 'ItemSummary' });

export const itemsPageSchema = z
  .object({ items: z.array(summarySchema), next: nextCursor })
  .meta({ id: 'Items' });

export const positionSchema = z
  .object({
    location: z.string(),
    source: z.string(),
    onHand: decimalText.describe('sum of the five physical buckets'),
    buckets: z.object(
      Object.fromEntries(BUCKETS.map((bucket) => [bucket, decimalText])) as Record<
        (typeof BUCKETS)[number],
        typeof decimalText
      >,
    ),
    hubVersion: version,
    updatedAt: instant,
  })
  .meta({ id: 'Position' });

const listingOfferSchema = z
  .object({
    status: z.enum(OFFER_STATUSES).describe('ItemAvailability of schema.org'),
    availableFrom: z.iso
      .date()
      .nullable()
      .describe('UTC date from which what is ordered ahead is there'),
  })
  .meta({ id: 'ListingOffer' });

const numberAt = z.object({
  quantity: count,
  version,
  at: instant,
  offer: listingOfferSchema.nullable().describe('what is said beside the number; null: nothing'),
});

export const listingSchema = z
  .object({
    channel: z.string(),
    desired: numberAt.nullable().describe('null: the stored item names no such channel'),
    sent: numberAt.nullable(),
    acknowledged: numberAt
      .extend({ recordedAt: instant.nullable().describe('source commit time behind the number') })
      .nullable(),
    rejected: z.object({ code: z.string(), reason: z.string().nullable() }).nullable(),
    state: z
      .enum(['acknowledged', 'pending', 'unclear', 'rejected', 'unlisted'])
      .describe(
        'unclear: sent, no clear answer yet; unlisted: not published under the own sku, as the channel does not list it, or lists something else under it',
      ),
  })
  .meta({ id: 'Listing' });

const partSchema = z
  .object({
    item: z.string(),
    units: count.describe('of the item, in one unit of the listing'),
    quantity: count.nullable().describe('units of the item that the channel may show'),
    gives: count.nullable().describe('units of the listing that it suffices for'),
  })
  .meta({ id: 'ListingPart' });

export const madeListingSchema = listingSchema
  .extend({
    sku: z.string().describe("the channel's own name of the listing"),
    desired: numberAt
      .nullable()
      .describe('the least that an item gives; null: an item has no number yet, or it has none'),
    parts: z.array(partSchema).describe('none: it is not published'),
  })
  .meta({ id: 'MadeListing' });

export const itemSchema = z
  .object({
    sku: z.string(),
    version,
    policyVersion: z.string(),
    recordedAt: instant,
    appliedAt: instant,
    positions: z.array(positionSchema),
    channels: z.array(listingSchema),
    listings: z
      .array(madeListingSchema)
      .describe('what channels list that takes units of it, or goes by its sku; at most 50'),
  })
  .meta({ id: 'Item' });

export type ItemsPage = z.infer<typeof itemsPageSchema>;
export type Item = z.infer<typeof itemSchema>;
export type Position = z.infer<typeof positionSchema>;
export type MadeListing = z.infer<typeof madeListingSchema>;
export type ListingState = z.infer<typeof listingSchema>;
export type ListingOffer = z.infer<typeof listingOfferSchema>;
