import { z } from 'zod';

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, at most 63');
const units = z.int().nonnegative();

/** The domain's buckets. This library imports none; the compiler compares the two where they meet. */
const STOCK_BUCKETS = [
  'available_base',
  'allocated',
  'damaged',
  'quarantine',
  'non_sellable',
  'in_transit',
  'inbound_confirmed',
] as const;

/** A number, or a placeholder's text that is one. */
const port = z
  .union([z.int(), z.string().regex(/^\d{1,5}$/, 'a port from 1 to 65535')])
  .transform(Number)
  .pipe(z.int().min(1).max(65535));

const database = z.strictObject({
  host: z.string().min(1),
  port,
  name: z.string().min(1),
  user: z.string().min(1),
  password: z.string(),
});

/** How Kafka Connect's worker reaches the database, where that differs from how Shelfwire does. */
const capture = z.strictObject({
  host: z.string().min(1).optional(),
  port: port.optional(),
  secrets: z
    .string()
    .min(1)
    .describe('path, as the worker sees it, of the properties file with user and password'),
});

export const sourcePolicy = z.strictObject({
  pack: z.string().min(1).describe('a folder of connectors/, or a path'),
  timeZone: z.string().min(1).describe("IANA zone of the source's times that carry no zone"),
  staleAfterSeconds: z
    .int()
    .positive()
    .default(30)
    .describe('seconds without a heartbeat after which the source is reported as stale'),
  withholdAfterSeconds: z
    .int()
    .positive()
    .default(900)
    .describe('seconds without a heartbeat after which its locations are withheld from channels'),
  recoverAfterSeconds: z
    .int()
    .nonnegative()
    .default(15)
    .describe(
      'seconds for which heartbeats must have come again before the source counts as before',
    ),
  database,
  capture,
});

const placeName = z.string().min(1).describe('what the source calls it');

const locationPolicy = z.strictObject({
  source: name.describe('the source whose word counts'),
  name: placeName,
  kind: z.enum(['store', 'warehouse']),
  fallbacks: z
    .array(
      z.strictObject({
        source: name,
        name: placeName,
        sameRank: z
          .boolean()
          .default(false)
          .describe('counts as much as the one before it: the newest word of the two stands'),
      }),
    )
    .default([])
    .describe('sources that stand in while those before them are silent, best first'),
  precedence: z
    .partialRecord(z.enum(STOCK_BUCKETS), z.array(name).min(1))
    .default({})
    .describe('buckets that other sources know better, with those sources, best first'),
});

const limit = z.strictObject({
  id: name,
  cost: z
    .enum(['request', 'row', 'points'])
    .describe('a call costs: request 1, row 1 per row, points perRequest + perRow × rows'),
  capacity: z.number().positive(),
  refillPerSecond: z.number().positive(),
  perRequest: z.number().nonnegative().default(1),
  perRow: z.number().nonnegative().default(0),
});

const windowSeconds = z.int().min(1).max(2_678_400);

/** @param cart seconds for a cart @param checkout seconds for a checkout */
const claimWindow = (cart: number, checkout: number) =>
  z
    .strictObject({
      cartSeconds: windowSeconds.default(cart).describe('seconds that a cart holds its units'),
      checkoutSeconds: windowSeconds
        .default(checkout)
        .describe('seconds that a checkout holds its units'),
    })
    .prefault({});

const reservation = z
  .strictObject({
    anonymous: claimWindow(120, 600).describe('shoppers that the channel does not know'),
    known: claimWindow(600, 7_200).describe('shoppers that are signed in'),
    maxUnitsPerKey: units
      .positive()
      .nullable()
      .default(null)
      .describe('most units of one item that one shopper may hold at once; null for no limit'),
    unmatchedAfterSeconds: z
      .int()
      .positive()
      .default(86_400)
      .describe("seconds that a committed claim waits for the authority's row of its order"),
    orderPrefix: z
      .string()
      .max(60)
      .default('')
      .describe("what the authority puts before the channel's order ids"),
  })
  .prefault({});

export const channelPolicy = z.strictObject({
  connector: z.enum(['sandbox']),
  endpoint: z.strictObject({
    url: z.url(),
    account: name,
    token: z.string().min(1),
  }),
  limits: z.array(limit).min(1),
  rowsPerCall: z.int().min(1).max(1000).default(50),
  pool: z.array(name).min(1).describe('locations that the channel may sell from'),
  buffer: units.default(0).describe('units withheld at every location of the pool'),
  protect: z
    .record(name, units)
    .default({})
    .describe('units kept for walk-in customers, by location'),
  cap: units.nullable().default(null).describe('most units ever shown; null for no limit'),
  reservation: reservation.describe('how long claims hold units, and how many'),
});

export const policySchema = z.strictObject({
  version: z.literal(1),
  sources: z.record(name, sourcePolicy),
  locations: z.record(name, locationPolicy),
  channels: z.record(name, channelPolicy),
});

export type SourcePolicy = z.infer<typeof sourcePolicy>;
export type LocationPolicy = z.infer<typeof locationPolicy>;
export type ChannelLimit = z.infer<typeof limit>;
export type ChannelPolicy = z.infer<typeof channelPolicy>;
export type ReservationPolicy = ChannelPolicy['reservation'];
export type PolicyFile = z.infer<typeof policySchema>;
