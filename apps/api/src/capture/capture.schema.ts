import { z } from 'zod';
import { count, instant } from '../format/schemas.js';

const connectorSchema = z
  .object({
    connector: z.string(),
    source: z.string(),
    cause: z.string().nullable().describe('what is wrong, as the runbook names it; null: it works'),
    detail: z.string().describe('the trace or what else was found'),
    needsPerson: z.boolean().describe('the supervisor can do nothing more'),
    since: instant.describe('since when the cause has stood, or it has worked'),
    restarts: count.describe('since it last worked for a while'),
    restartedAt: instant.nullable(),
    lookedAt: instant,
  })
  .meta({ id: 'Connector' });

const findingSchema = z
  .object({
    source: z.string(),
    check: z.string(),
    found: z.string(),
    expected: z.string(),
    mend: z.string(),
    since: instant,
  })
  .meta({ id: 'AuditFinding' });

const backfillSchema = z
  .object({
    id: z.string(),
    source: z.string(),
    tables: z.array(z.string()),
    location: z.string().nullable(),
    skus: z.array(z.string()).describe('none: all items'),
    askedBy: z.string(),
    reason: z.string(),
    state: z.enum(['asked', 'running', 'paused', 'read', 'done', 'stopped', 'failed']),
    rows: count.describe('read so far'),
    estimate: count.nullable().describe('rows that it was expected to read; null: unknown'),
    problem: z.string().nullable(),
    askedAt: instant,
    startedAt: instant.nullable(),
    readAt: instant.nullable(),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Backfill' });

export const captureSchema = z
  .object({
    connectors: z.array(connectorSchema).describe('as the supervisor saw them last'),
    findings: z.array(findingSchema).describe("what audits of the sources' databases found wrong"),
    backfills: z.array(backfillSchema).describe('newest first, at most 20'),
  })
  .meta({ id: 'Capture' });

export type Capture = z.infer<typeof captureSchema>;
