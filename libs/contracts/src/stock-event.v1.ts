import { BUCKETS, EFFECTS, STOCK_KINDS } from '#domain';
import { z } from 'zod';

const decimal = z.string().regex(/^-?\d+(\.\d{1,6})?$/, 'a plain decimal with up to six decimals');
/** Below 2^63, as the tables hold it. */
const wholeNumber = z.string().regex(/^\d{1,18}$/, 'a whole number of up to 18 digits as text');
const text = z.string().max(1100);
/** Not zero in any calendar of ours: the year 0 is none. */
const time = z
  .string()
  .regex(/^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/, 'a time in UTC by ISO 8601')
  .refine((value) => !Number.isNaN(Date.parse(value)), 'a time that there is');
const number = z.int().nonnegative().max(2_147_483_647);

/** Data of a stock event; the CloudEvents attributes travel in Kafka headers. Key: sku. */
export const stockEventV1 = z.strictObject({
  kind: z.enum(STOCK_KINDS),
  /** `none`: the row only names the cause of a change that another table carries */
  effect: z.enum(EFFECTS),
  sku: z.string().min(1).max(500),
  location: z.string().min(1).max(100),
  bucket: z.enum(BUCKETS).nullable(),
  /** without a bucket: units that the cause moved elsewhere, which tell of demand and never move stock */
  quantity: decimal,
  /** where a transition takes the quantity from */
  from: z
    .strictObject({ location: z.string().min(1).max(100), bucket: z.enum(BUCKETS) })
    .nullable()
    .optional(),
  /** when a count was taken, where that is not when its row was written; UTC ISO 8601 */
  countedAt: time.nullable().optional(),
  /** the row no longer contributes here: deleted, moved to another item, or out of its rule */
  retracted: z.boolean(),
  /** false: the change is the row's first here, though the row itself is older; left out: as op says */
  amends: z.boolean().optional(),
  cause: z.strictObject({ type: text, id: text, line: text.nullable() }).nullable(),
  /** when an inbound quantity is expected, UTC date such as 2026-03-01; null: nobody said when */
  eta: z.iso
    .date()
    .refine((date) => !date.startsWith('0000'), 'a date after the year 0')
    .nullable()
    .optional(),
  /** who sends an inbound quantity, as the policy names vendors */
  vendor: z.string().nullable().optional(),
  occurredAt: time,
  recordedAt: time,
  ingestedAt: time,
  /** when the connector put the change on Kafka; left out: it was not read from there */
  capturedAt: time.optional(),
  source: z.strictObject({
    system: text,
    connector: text,
    table: text,
    key: text,
    rule: text,
    op: z.enum(['c', 'u', 'd', 'r']),
    epoch: number,
    /** native log position, fixed width; null where the source gives none */
    position: text.nullable(),
    order: z.enum(['position', 'arrival']),
    revision: wholeNumber,
    transaction: text.nullable(),
    topic: text,
    partition: number,
    offset: wholeNumber,
  }),
});

export type StockEventV1 = z.infer<typeof stockEventV1>;
