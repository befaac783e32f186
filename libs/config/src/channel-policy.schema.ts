import { z } from 'zod';
import { channelLimit } from './channel-limit.schema.js';
import { amazonEndpoint } from './endpoints/amazon.schema.js';
import { medusaEndpoint } from './endpoints/medusa.schema.js';
import { miraklEndpoint } from './endpoints/mirakl.schema.js';
import { feedEndpoint } from './endpoints/feed.schema.js';
import { ebayEndpoint } from './endpoints/ebay.schema.js';
import { sandboxEndpoint } from './endpoints/sandbox.schema.js';
import { shopifyEndpoint } from './endpoints/shopify.schema.js';
import { vendureEndpoint } from './endpoints/vendure.schema.js';
import { webhookEndpoint } from './endpoints/webhook.schema.js';
import { name, units } from './policy-words.js';
import { reservationPolicy } from './reservation-policy.schema.js';

const part = z
  .number()
  .min(0)
  .max(1)
  .refine((value) => Math.abs(value * 10_000 - Math.round(value * 10_000)) < 1e-6, {
    error: 'a part with at most four decimals, such as 0.25',
  });

const dynamicBuffer = z.strictObject({
  z: z
    .number()
    .min(0)
    .max(6)
    .default(2.33)
    .describe('standard deviations of safety: 1.64 for 95 %, 2.33 for 99 %, 3.09 for 99.9 %'),
  beta: part
    .default(0.5)
    .describe('the buffer takes at most this part of what is sellable, from 0 to 1'),
  min: units.default(1).describe('units withheld at least, as far as beta allows'),
  quantile: z
    .number()
    .min(0.5)
    .max(0.999)
    .default(0.95)
    .describe('the order line that must still fit: this quantile of line quantities'),
  k: z
    .number()
    .min(0)
    .max(100)
    .default(3)
    .describe('the order line counts where at most k times its quantity is left; 0: never'),
  drift: z
    .number()
    .min(0)
    .max(100)
    .default(0.02)
    .describe('how far books and shelf drift apart: units per square root of days since the count'),
  applySeconds: z
    .number()
    .min(0)
    .max(86_400)
    .default(60)
    .describe('seconds from the acknowledgement until customers see the number'),
  sellingHours: z
    .number()
    .min(1)
    .max(24)
    .default(12)
    .describe('hours of a day in which the locations sell'),
});

const pickup = z.strictObject({
  buffer: units.default(1).describe('units withheld from pickup at every store'),
  quantity: z.int().positive().default(1).describe('units that a customer must be able to collect'),
  signalWithinSeconds: z
    .int()
    .positive()
    .default(900)
    .describe("most seconds since the store's source gave a sign of life"),
});

const preorder = z.strictObject({
  cap: units.describe('most units offered ahead of their arrival'),
  horizonDays: z
    .int()
    .min(0)
    .max(730)
    .default(30)
    .describe('days ahead within which confirmed stock must arrive to be offered'),
  overdueDays: z
    .int()
    .min(0)
    .max(365)
    .default(7)
    .describe('days after its date at which a delivery that did not come stops counting'),
});

const massZero = z.strictObject({
  share: part
    .default(0.3)
    .describe('of the listings that show units, the part that may go to zero within ten minutes'),
  atLeast: units.default(20).describe('so many zeros are never held'),
});

const unlisted = z.enum(['publish', 'ignore']);

const WHAT_UNLISTED =
  'items that the channel is not known to list: publish them under their own sku, or ignore them';

/** What is the same wherever a channel's listings are. */
const selling = {
  pool: z
    .array(name)
    .min(1)
    .describe('locations that the channel may sell from, the first to be drawn on first'),
  mode: z
    .enum(['shared', 'partitioned'])
    .default('shared')
    .describe('shared: shows the whole pool; partitioned: shows its weight of it'),
  weight: part
    .nullable()
    .default(null)
    .describe('partitioned mode: the part of the pool that is this channel’s, from 0 to 1'),
  buffer: z
    .union([units, z.strictObject({ dynamic: dynamicBuffer })])
    .default(0)
    .describe('units withheld at every location of the pool, or { dynamic: { … } } to reckon them'),
  protect: z
    .record(name, units)
    .default({})
    .describe('units kept for walk-in customers, by location'),
  cap: units.nullable().default(null).describe('most units ever shown; null for no limit'),
  firstParty: z
    .boolean()
    .default(false)
    .describe("the retailer's own channel: goes on selling where a source is silent"),
  limitedBelow: units
    .default(0)
    .describe('this many units or fewer are announced as a limited availability'),
  pickup: pickup
    .nullable()
    .default(null)
    .describe('offers collection at the stores of the pool; null: never'),
  preorder: preorder.nullable().default(null).describe('offers what is on order; null: never'),
  leadTimeDays: z
    .int()
    .min(0)
    .max(365)
    .nullable()
    .default(null)
    .describe('days from order to dispatch, where the channel takes them; null: as it has them'),
  massZero: massZero
    .nullable()
    .prefault({})
    .describe('zeros that are too many to be believed wait for a confirmation; null: never'),
  listEveryMinutes: z
    .int()
    .min(5)
    .max(10_080)
    .nullable()
    .default(1_440)
    .describe('minutes between two readings of all that the channel lists; null: only by hand'),
  reservation: reservationPolicy.describe('how long claims hold units, and how many'),
};

const knownLimits = z
  .array(channelLimit)
  .default([])
  .describe('limits of the account, where they are not those that the marketplace publishes');

export const channelPolicy = z.discriminatedUnion('connector', [
  z.strictObject({
    connector: z.literal('sandbox').describe('the pretend marketplace'),
    endpoint: sandboxEndpoint,
    limits: z.array(channelLimit).min(1),
    rowsPerCall: z.int().min(1).max(1000).default(50),
    unlisted: unlisted.default('publish').describe(WHAT_UNLISTED),
    ...selling,
  }),
  z.strictObject({
    connector: z.literal('amazon').describe('one seller in one Amazon store'),
    endpoint: amazonEndpoint,
    limits: knownLimits,
    unlisted: unlisted.default('ignore').describe(WHAT_UNLISTED),
    ...selling,
  }),
  z.strictObject({
    connector: z.literal('shopify').describe('one location of one Shopify shop'),
    endpoint: shopifyEndpoint,
    limits: knownLimits,
    unlisted: unlisted.default('ignore').describe(WHAT_UNLISTED),
    ...selling,
  }),
  z.strictObject({
    connector: z.literal('medusa').describe('one stock location of one Medusa shop'),
    endpoint: medusaEndpoint,
    limits: knownLimits,
    unlisted: unlisted.default('ignore').describe(WHAT_UNLISTED),
    ...selling,
  }),
  z.strictObject({
    connector: z.literal('mirakl').describe('one shop at one operator’s Mirakl marketplace'),
    endpoint: miraklEndpoint,
    limits: knownLimits,
    unlisted: unlisted.default('ignore').describe(WHAT_UNLISTED),
    ...selling,
  }),
  z.strictObject({
    connector: z.literal('webhook').describe('a receiver of signed events, such as your own shop'),
    endpoint: webhookEndpoint,
    limits: knownLimits,
    unlisted: unlisted.default('publish').describe(WHAT_UNLISTED),
    ...selling,
  }),
  z.strictObject({
    connector: z.literal('feed').describe('a file with all listings, for somebody to fetch'),
    endpoint: feedEndpoint,
    limits: knownLimits,
    unlisted: unlisted.default('publish').describe(WHAT_UNLISTED),
    ...selling,
  }),
  z.strictObject({
    connector: z.literal('ebay').describe("one seller's inventory on eBay"),
    endpoint: ebayEndpoint,
    limits: knownLimits,
    unlisted: unlisted.default('ignore').describe(WHAT_UNLISTED),
    ...selling,
  }),
  z.strictObject({
    connector: z.literal('vendure').describe('one stock location of your own Vendure shop'),
    endpoint: vendureEndpoint,
    limits: knownLimits,
    unlisted: unlisted.default('ignore').describe(WHAT_UNLISTED),
    ...selling,
  }),
]);

export type ChannelPolicy = z.infer<typeof channelPolicy>;
export type ReservationPolicy = ChannelPolicy['reservation'];
