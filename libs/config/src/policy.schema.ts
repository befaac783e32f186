import { z } from 'zod';

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, at most 63');
const units = z.int().nonnegative();

const database = z.strictObject({
  host: z.string().min(1),
  port: z.coerce.number().int().min(1).max(65535),
  name: z.string().min(1),
  user: z.string().min(1),
  password: z.string(),
});

/** How Kafka Connect's worker reaches the database, where that differs from how Shelfwire does. */
const capture = z.strictObject({
  host: z.string().min(1).optional(),
  port: z.coerce.number().int().min(1).max(65535).optional(),
  /** path, as the worker sees it, of the properties file with `user` and `password` */
  secrets: z.string().min(1),
});

export const sourcePolicy = z.strictObject({
  /** a folder of `connectors/`, or a path */
  pack: z.string().min(1),
  /** IANA zone of the source's zone-less times */
  timeZone: z.string().min(1),
  /** seconds without a heartbeat after which the source is reported as stale */
  staleAfterSeconds: z.int().positive().default(30),
  database,
  capture,
});

export const locationPolicy = z.strictObject({
  source: name,
  /** what the source calls it */
  name: z.string().min(1),
  kind: z.enum(['store', 'warehouse']),
});

const limit = z.strictObject({
  id: name,
  /** what one call costs: `request` costs 1, `row` one per row, `points` perRequest + perRow × rows */
  cost: z.enum(['request', 'row', 'points']),
  capacity: z.number().positive(),
  refillPerSecond: z.number().positive(),
  perRequest: z.number().nonnegative().default(1),
  perRow: z.number().nonnegative().default(0),
});

export const channelPolicy = z.strictObject({
  connector: z.enum(['sandbox']),
  endpoint: z.strictObject({
    url: z.url(),
    account: name,
    token: z.string().min(1),
  }),
  limits: z.array(limit).min(1),
  rowsPerCall: z.int().min(1).max(1000).default(50),
  /** locations the channel may sell from */
  pool: z.array(name).min(1),
  buffer: units.default(0),
  protect: z.record(name, units).default({}),
  cap: units.nullable().default(null),
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
export type PolicyFile = z.infer<typeof policySchema>;
