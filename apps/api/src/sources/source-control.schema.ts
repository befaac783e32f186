import { z } from 'zod';
import { count } from '../format/schemas.js';
import { plainText, requestBody } from '../http/query.js';
import { because, by } from '../http/saying.js';

const MOST_TABLES = 100;
const MOST_ITEMS = 1_000;

export const sourcePath = z.object({ source: plainText(63) });

export const backfillControlPath = z.object({
  source: plainText(63),
  what: z.enum(['pause', 'resume', 'stop'], 'pause, resume or stop'),
});

export const restarting = requestBody({
  task: z
    .int()
    .nonnegative()
    .nullable()
    .default(null)
    .describe('one task; null: the connector with all of its tasks'),
  because,
  by,
});

export const backfilling = requestBody({
  tables: z
    .array(plainText(200))
    .max(MOST_TABLES)
    .default([])
    .describe(
      'as the pack writes them; none: those that the rest asks for, or all that carry stock',
    ),
  location: plainText(63).nullable().default(null).describe('only its rows; null: of all'),
  skus: z.array(plainText(200)).max(MOST_ITEMS).default([]).describe('only their rows; none: all'),
  because,
  by,
});

const taskSchema = z.object({
  id: count,
  state: z.string().describe('as Kafka Connect says it, such as RUNNING or FAILED'),
  worker: z.string(),
  trace: z.string().nullable().describe('whole; null: it did not fail'),
});

export const liveConnectorSchema = z
  .object({
    connector: z.string(),
    state: z.string(),
    worker: z.string(),
    trace: z.string().nullable(),
    tasks: z.array(taskSchema),
    tables: z
      .array(z.object({ table: z.string(), role: z.string() }))
      .describe('what its pack captures'),
  })
  .meta({ id: 'LiveConnector' });

export const askedBackfillSchema = z
  .object({
    id: z.string(),
    state: z.string(),
    tables: z.array(z.string()),
    estimate: count.nullable().describe('rows; null: nobody could tell'),
  })
  .meta({ id: 'AskedBackfill' });

export type SourcePath = z.infer<typeof sourcePath>;
export type Restarting = z.infer<typeof restarting>;
export type Backfilling = z.infer<typeof backfilling>;
export type LiveConnector = z.infer<typeof liveConnectorSchema>;
export type AskedBackfill = z.infer<typeof askedBackfillSchema>;
