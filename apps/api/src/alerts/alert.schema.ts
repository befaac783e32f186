import { z } from 'zod';
import { instant } from '../format/schemas.js';
import { silenceSchema } from './silence.schema.js';

export const alertSchema = z
  .object({
    kind: z
      .string()
      .describe('such as source_stale, parked_growing, change_waiting, stock_overclaimed'),
    subject: z.string(),
    severity: z.string(),
    summary: z.string(),
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
