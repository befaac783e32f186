import { z } from 'zod';
import { bytesSchema } from '../format/bytes.js';
import { count, instant, nextCursor, wholeText } from '../format/schemas.js';

const parkedSchema = z
  .object({
    id: wholeText,
    stage: z.string(),
    topic: z.string(),
    partition: count,
    offset: wholeText,
    key: bytesSchema.nullable(),
    value: bytesSchema.nullable(),
    headers: z.record(z.string(), z.unknown()),
    code: z.string(),
    reason: z.string(),
    parkedAt: instant,
  })
  .meta({ id: 'ParkedMessage' });

export const parkedPageSchema = z
  .object({ parked: z.array(parkedSchema), next: nextCursor })
  .meta({ id: 'ParkedMessages' });

export type Parked = z.infer<typeof parkedSchema>;
export type ParkedPage = z.infer<typeof parkedPageSchema>;
