import { BUCKETS, EFFECTS, STOCK_KINDS } from '#domain';
import { z } from 'zod';

const decimal = z.string().regex(/^-?\d+(\.\d{1,6})?$/, 'a plain decimal with up to six decimals');
const wholeNumber = z.string().regex(/^\d+$/, 'a whole number as text');

/** Data of a stock event; the CloudEvents attributes travel in Kafka headers. Key: sku. */
export const stockEventV1 = z.strictObject({
  kind: z.enum(STOCK_KINDS),
  /** `none`: the row only names the cause of a change that another table carries */
  effect: z.enum(EFFECTS),
  sku: z.string().min(1),
  location: z.string().min(1),
  bucket: z.enum(BUCKETS).nullable(),
  /** without a bucket: units that the cause moved elsewhere, which tell of demand and never move stock */
  quantity: decimal,
  /** where a transition takes the quantity from */
  from: z
    .strictObject({ location: z.string().min(1), bucket: z.enum(BUCKETS) })
    .nullable()
    .optional(),
  /** when a count was taken, where that is not when its row was written; UTC ISO 8601 */
  countedAt: z.string().nullable().optional(),
  /** the row no longer contributes here: deleted, moved to another item, or out of its rule */
  retracted: z.boolean(),
  /** false: the change is the row's first here, though the row itself is older; left out: as op says */
  amends: z.boolean().optional(),
  cause: z
    .strictObject({ type: z.string(), id: z.string(), line: z.string().nullable() })
    .nullable(),
  /** when an inbound quantity is expected, UTC date such as 2026-03-01; null: nobody said when */
  eta: z.iso.date().nullable().optional(),
  /** who sends an inbound quantity, as the policy names vendors */
  vendor: z.string().nullable().optional(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  ingestedAt: z.string(),
  source: z.strictObject({
    system: z.string(),
    connector: z.string(),
    table: z.string(),
    key: z.string(),
    rule: z.string(),
    op: z.enum(['c', 'u', 'd', 'r']),
    epoch: z.int().nonnegative(),
    /** native log position, fixed width; null where the source gives none */
    position: z.string().nullable(),
    order: z.enum(['position', 'arrival']),
    revision: wholeNumber,
    transaction: z.string().nullable(),
    topic: z.string(),
    partition: z.int().nonnegative(),
    offset: wholeNumber,
  }),
});

export type StockEventV1 = z.infer<typeof stockEventV1>;
