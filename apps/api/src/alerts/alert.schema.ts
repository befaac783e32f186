import { z } from 'zod';
import { instant } from '../format/schemas.js';
import { silenceSchema } from './silence.schema.js';

export const alertSchema = z
  .object({
    kind: z
      .string()
      .describe('such as source_stale, parked_growing, change_waiting, stock_overclaimed'),
    subject: z.string(),
    fingerprint: z
      .string()
      .describe('the same for this kind and subject at all times; in notifications too'),
    severity: z.string(),
    summary: z.string(),
    meaning: z.string().describe('what an alert of this kind means'),
    cure: z.string().describe('what to do about it'),
    page: z.string().describe('the document about it'),
    source: z.string().nullable(),
    location: z.string().nullable(),
    channel: z.string().nullable(),
    since: instant,
    resolvedAt: instant.nullable(),
    open: z.boolean(),
    silence: silenceSchema
      .nullable()
      .describe('somebody has seen it, and it need not be told; null: none is in force'),
  })
  .meta({ id: 'Alert' });

export const alertsSchema = z.object({ alerts: z.array(alertSchema) }).meta({ id: 'Alerts' });

export type Alert = z.infer<typeof alertSchema>;
