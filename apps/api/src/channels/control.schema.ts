import { z } from 'zod';
import { count, instant, nextCursor } from '../format/schemas.js';
import { plainText, requestBody } from '../http/query.js';
import { because as why, by } from '../http/saying.js';

/** A marketplace lists no more under one sku. */
const MOST_PARTS = 100;
const MOST_LISTINGS = 5_000;
const SKU = 200;

export const channelPath = z.object({ channel: plainText(63) });

const because = why.default('not said');

/** No body says no reason. */
export const saying = requestBody({ because, by }).prefault({});
export const pausing = requestBody({ because: why, by });

export const pushing = requestBody({
  skus: z
    .array(plainText(SKU))
    .min(1)
    .max(MOST_LISTINGS)
    .nullable()
    .default(null)
    .describe('listings; null: all of the channel'),
  because,
  by,
});

const part = z.strictObject({
  item: plainText(SKU).describe('sku of the item'),
  units: z.int().min(1).max(1_000_000).describe('units of it that one unit of the listing takes'),
});

const listing = z.strictObject({
  sku: plainText(SKU).describe("the channel's own name of the listing"),
  parts: z
    .array(part)
    .max(MOST_PARTS)
    .refine((parts) => new Set(parts.map(({ item }) => item)).size === parts.length, {
      error: 'each item once, with all of its units',
    })
    .nullable()
    .default(null)
    .describe('what it is made of; null: the item of the same sku; none: it is not published'),
  leadTimeDays: z
    .int()
    .min(0)
    .max(365)
    .nullable()
    .default(null)
    .describe("days from order to dispatch; null: as the channel's policy says"),
});

export const mapping = requestBody({
  listings: z
    .array(listing)
    .min(1)
    .max(MOST_LISTINGS)
    .refine((listings) => new Set(listings.map(({ sku }) => sku)).size === listings.length, {
      error: 'each listing once',
    }),
  by,
});

export const mappedSchema = z
  .object({ changed: count.describe('listings that are something else now') })
  .meta({ id: 'MappedListings' });

export const driftSchema = z
  .object({
    drift: z
      .array(
        z.object({
          sku: z.string(),
          expected: count.describe('what the channel had acknowledged'),
          found: z.int().nullable().describe('what it showed; null: it does not list it'),
          foundAt: instant,
        }),
      )
      .describe('newest first'),
    next: nextCursor,
  })
  .meta({ id: 'Drift' });

export type Saying = z.infer<typeof saying>;
export type Pausing = z.infer<typeof pausing>;
export type Drift = z.infer<typeof driftSchema>;
export type Pushing = z.infer<typeof pushing>;
export type Mapping = z.infer<typeof mapping>;
export type ChannelPath = z.infer<typeof channelPath>;
