import { z } from 'zod';
import { bytesSchema } from '../format/bytes.js';
import { count, instant, nextCursor, wholeText } from '../format/schemas.js';

const parkedSchema = z
  .object({
    id: wholeText,
    state: z
      .enum(['parked', 'redriving'])
      .describe('redriving: the normalizer is to take it up again'),
    stage: z.string(),
    topic: z.string(),
    partition: count,
    offset: wholeText,
    key: bytesSchema.nullable(),
    value: bytesSchema.nullable(),
    edited: bytesSchema.nullable().describe('what a person made of the value; null: as it came'),
    headers: z.record(z.string(), z.unknown()),
    code: z.string(),
    reason: z.string(),
    attempts: count.describe('how often it was tried'),
    parkedAt: instant,
  })
  .meta({ id: 'ParkedMessage' });

export const parkedPageSchema = z
  .object({ parked: z.array(parkedSchema), next: nextCursor })
  .meta({ id: 'ParkedMessages' });

export const parkedGroupsSchema = z
  .object({
    groups: z.array(
      z.object({
        stage: z.string(),
        topic: z.string(),
        code: z.string(),
        count,
        newestAt: instant,
      }),
    ),
  })
  .meta({ id: 'ParkedGroups' });

export type ParkedGroups = z.infer<typeof parkedGroupsSchema>;
export type Parked = z.infer<typeof parkedSchema>;
export type ParkedPage = z.infer<typeof parkedPageSchema>;
