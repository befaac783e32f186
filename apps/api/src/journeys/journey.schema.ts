import { z } from 'zod';
import { sourceRowSchema } from '../explain/source-row.js';
import { count, decimalText, instant, wholeText } from '../format/schemas.js';

const moment = {
  at: instant.nullable().describe('null: no moment is kept, the note says why'),
  afterSeconds: z
    .number()
    .nonnegative()
    .nullable()
    .describe('since the last moment before it that is kept'),
  note: z.string().nullable(),
};

const stageSchema = z
  .object({
    stage: z
      .enum(['committed', 'captured', 'normalised', 'applied', 'announced'])
      .describe(
        'committed by the source; put on Kafka by the connector; translated; written with its ledger line; told to the publishers. Each by the clock of whoever did it',
      ),
    ...moment,
  })
  .meta({ id: 'JourneyStage' });

const listingStageSchema = z
  .object({ stage: z.enum(['desired', 'sent', 'answered', 'read_back']), ...moment })
  .meta({ id: 'ListingJourneyStage' });

const listingJourneySchema = z
  .object({
    channel: z.string(),
    listing: z.string(),
    quantity: count
      .nullable()
      .describe('that the change led to; null: of several items, told by its steps only'),
    stages: z.array(listingStageSchema),
  })
  .meta({ id: 'ListingJourney' });

export const journeySchema = z
  .object({
    event: z.string().describe('id of the stock event'),
    sku: z.string(),
    kind: z.string(),
    row: sourceRowSchema,
    op: z.enum(['insert', 'update', 'delete', 'snapshot']),
    transaction: z.string().nullable(),
    cdc: z.object({ topic: z.string(), partition: count, offset: wholeText }),
    moves: z.array(
      z.object({
        line: wholeText,
        location: z.string(),
        bucket: z.string().nullable().describe('null: it names a cause, and moved nothing'),
        change: decimalText,
      }),
    ),
    version: z.int().describe('the item version that it led to'),
    policyVersion: z.string(),
    stages: z.array(stageSchema),
    channels: z.array(listingJourneySchema),
  })
  .meta({ id: 'Journey' });

export const journeysSchema = z
  .object({ journeys: z.array(journeySchema).describe('newest first') })
  .meta({ id: 'Journeys' });

export type Journey = z.infer<typeof journeySchema>;
export type Journeys = z.infer<typeof journeysSchema>;
export type ListingJourney = z.infer<typeof listingJourneySchema>;
