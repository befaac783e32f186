import { z } from 'zod';
import { channelPolicy } from './channel-policy.schema.js';
import { calendarPolicy } from './hours/calendar.schema.js';
import { stalenessPolicy } from './hours/staleness.schema.js';
import { notificationPolicy } from './notifications/notifications.schema.js';
import { name } from './policy-words.js';

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
  backfillChunkRows: z
    .int()
    .min(16)
    .max(100_000)
    .optional()
    .describe(
      'rows that a backfill reads at once, 4096 if nothing is said: more are faster, take more memory of the worker, and hold up the stream for longer',
    ),
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
  readAnew: z
    .enum(['automatic', 'by hand'])
    .default('automatic')
    .describe(
      'whether a source whose log was lost is read anew at once, or waits for shelfwire resnapshot',
    ),
  database,
  capture,
});

const placeName = z.string().min(1).describe('what the source calls it');

const locationPolicy = z.strictObject({
  source: name.describe('the source whose word counts'),
  name: placeName,
  kind: z.enum(['store', 'warehouse']),
  calendar: name.optional().describe('when it trades: one of calendars; left out: it never closes'),
  staleAfterMinutes: z
    .int()
    .positive()
    .optional()
    .describe('open minutes without a change after which it is stale; left out: learnt'),
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

const countClass = z.strictObject({
  name,
  fromUnitsPerDay: z
    .number()
    .nonnegative()
    .describe('items that sell at least so many units a day at a location'),
  withinDays: z.number().positive().describe('must have been counted within so many days'),
});

const vendor = z.strictObject({
  fillRate: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('what the vendor delivers of what it confirmed, from 0 to 1'),
  leadTimeSpreadDays: z
    .number()
    .min(0)
    .max(365)
    .default(0)
    .describe('days that nine deliveries of ten are later than the usual one, at most'),
});

const COUNT_CLASSES = [
  { name: 'fast', fromUnitsPerDay: 5, withinDays: 14 },
  { name: 'normal', fromUnitsPerDay: 0.5, withinDays: 60 },
  { name: 'slow', fromUnitsPerDay: 0, withinDays: 180 },
];

/** Shorter than what demand is made of, and than what a till may still amend, would be a mistake. */
const LEAST_DAYS = 90;

const retention = z
  .strictObject({
    movementDays: z
      .int()
      .min(LEAST_DAYS)
      .max(36_500)
      .nullable()
      .default(400)
      .describe(
        'days for which movements are kept that a later count covers, rounded up to whole weeks; null: for ever',
      ),
    publicationDays: z
      .int()
      .min(1)
      .max(36_500)
      .nullable()
      .default(90)
      .describe('days for which is kept what listings were told and answered; null: for ever'),
  })
  .prefault({});

const reconcile = z.strictObject({
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 03:00')
    .describe("time of day, UTC, at which each source's own levels are compared with ours"),
  fix: z
    .boolean()
    .default(false)
    .describe('whether the rows of items that differ are read once more by themselves'),
});

export const policySchema = z.strictObject({
  version: z.literal(1),
  sources: z.record(name, sourcePolicy),
  locations: z.record(name, locationPolicy),
  calendars: z.record(name, calendarPolicy).default({}).describe('opening hours, by name'),
  staleness: stalenessPolicy.describe('when a location is silent for too long'),
  channels: z.record(name, channelPolicy).default({}),
  countClasses: z
    .array(countClass)
    .min(1)
    .default(COUNT_CLASSES)
    .describe('how young the last count must be for pickup, by how fast an item sells'),
  vendors: z
    .record(name, vendor)
    .default({})
    .describe('vendors by the name that their orders carry; "default" stands for all others'),
  retention,
  notifications: notificationPolicy
    .optional()
    .describe('absent: nobody is told of alerts but by Alertmanager'),
  reconcile: reconcile.optional().describe('absent: levels are compared only when somebody asks'),
});

export type SourcePolicy = z.infer<typeof sourcePolicy>;
export type LocationPolicy = z.infer<typeof locationPolicy>;
export type PolicyFile = z.infer<typeof policySchema>;
