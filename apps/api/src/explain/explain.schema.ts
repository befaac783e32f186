import { z } from 'zod';
import { heldClaimSchema } from '../claims/to-held.js';
import { count, decimalText, instant, wholeText } from '../format/schemas.js';
import { listingSchema, madeListingSchema, positionSchema } from '../items/item.schema.js';
import { formulaSchema } from './formula.schema.js';
import { lineRefSchema } from './line-ref.js';
import { stepSchema } from './published/step.js';
import { waitingSchema } from './published/waiting.js';
import { sourceRowSchema } from './source-row.js';

const checkSchema = z
  .object({
    stored: count.nullable(),
    recomputed: count.nullable(),
    agrees: z.boolean(),
    note: z.string().nullable().describe('why they may differ'),
  })
  .meta({ id: 'NumberCheck' });

const contributionSchema = z
  .object({
    location: z.string(),
    bucket: z.string(),
    quantity: decimalText,
    row: sourceRowSchema,
    cdcOffset: z.string(),
    revision: wholeText.nullable().describe('null: of a past moment, for it is not kept'),
    since: lineRefSchema.nullable().describe('the line that stated it; null: none is kept'),
  })
  .meta({ id: 'Contribution' });

const varianceSchema = z
  .object({
    location: z.string(),
    source: z.string(),
    bucket: z.string(),
    by: decimalText.describe('what the source says less what counts'),
  })
  .meta({ id: 'Variance' });

const causeSchema = z
  .object({
    kind: z.string(),
    type: z.string().nullable(),
    id: z.string().nullable(),
    line: z.string().nullable(),
    location: z.string(),
    row: sourceRowSchema,
    occurredAt: instant,
    facts: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'Cause' });

const ledgerLineSchema = z
  .object({
    line: wholeText,
    event: z.string().describe('id of the stock event, by which its journey is found'),
    location: z.string(),
    bucket: z.string(),
    kind: z.string(),
    effect: z.string(),
    change: decimalText.describe('by how much the bucket moved'),
    contributes: decimalText.describe('what the row contributes since'),
    cause: z
      .object({ type: z.string(), id: z.string(), line: z.string().nullable() })
      .nullable()
      .describe("the row's own"),
    reason: z.string().nullable().describe('for people, such as `sale 536365 line 3`'),
    causes: z
      .array(causeSchema)
      .describe('other rows of the same transaction that say more than a level'),
    op: z.enum(['insert', 'update', 'delete', 'snapshot']),
    row: sourceRowSchema,
    transaction: z.string().nullable(),
    cdc: z.object({ topic: z.string(), partition: count, offset: wholeText }),
    version: z.int().describe('the item version that it led to'),
    policyVersion: z.string(),
    occurredAt: instant,
    recordedAt: instant,
    capturedAt: instant.nullable().describe('when the connector put it on Kafka; null: not kept'),
    ingestedAt: instant,
    appliedAt: instant,
  })
  .meta({ id: 'LedgerLine' });

const madeExplainedSchema = madeListingSchema
  .extend({
    parts: z.array(
      madeListingSchema.shape.parts.element
        .extend({
          recomputed: count.nullable().describe('`quantity`, recomputed now from the positions'),
        })
        .meta({ id: 'ListingPartExplained' }),
    ),
    check: checkSchema.nullable().describe('null: there is no number to check'),
  })
  .meta({ id: 'MadeListingExplained' });

const explainedPositionSchema = positionSchema
  .extend({
    hubVersion: z.int().nullable().describe('null: of a past moment, for it is not kept'),
    since: lineRefSchema.nullable().describe('the line that moved it last; null: none is kept'),
  })
  .meta({ id: 'PositionExplained' });

export const explainSchema = z
  .object({
    sku: z.string(),
    at: instant.describe('the moment that is explained'),
    moment: z
      .enum(['present', 'past'])
      .describe('of the past, everything is read from the ledger and the kept steps'),
    item: z
      .object({
        version: z.int(),
        policyVersion: z.string(),
        recordedAt: instant,
        appliedAt: instant,
      })
      .nullable()
      .describe('null: no item has this sku, only listings that are made of items'),
    channels: z.array(
      listingSchema
        .extend({
          formula: formulaSchema.nullable(),
          check: checkSchema,
          waiting: waitingSchema
            .nullable()
            .describe('what a number that is not shown waits for; null of a past moment'),
          steps: z.array(stepSchema).describe('newest first, by the moment, at most 20'),
        })
        .meta({ id: 'ListingExplained' }),
    ),
    listings: z
      .array(madeExplainedSchema)
      .describe('what channels list that takes units of it, or goes by its sku; at most 50'),
    positions: z.array(explainedPositionSchema),
    variances: z
      .array(varianceSchema)
      .describe('where a source that does not count differs from the one that does'),
    claims: z.array(heldClaimSchema).describe('what holds units of it at the moment, at most 200'),
    contributions: z.array(contributionSchema),
    contributionsTotal: count,
    ledger: z.array(ledgerLineSchema).describe('newest first'),
    newest: z.object({ text: z.string(), line: wholeText }).nullable(),
  })
  .meta({ id: 'Explanation' });

export type Explain = z.infer<typeof explainSchema>;
export type Check = z.infer<typeof checkSchema>;
export type Contribution = z.infer<typeof contributionSchema>;
export type Cause = z.infer<typeof causeSchema>;
export type LedgerLine = z.infer<typeof ledgerLineSchema>;
