import { z } from 'zod';
import { bytesSchema } from '../format/bytes.js';
import { count, instant, nextCursor, seconds, wholeText } from '../format/schemas.js';

const waitingSchema = z
  .object({
    source: z.string(),
    awaits: z.string().describe('the reference row, or location, that has not come yet'),
    reason: z.string(),
    topic: z.string(),
    partition: count,
    offset: wholeText,
    key: bytesSchema.nullable(),
    waitingSince: instant,
    ageSeconds: seconds,
  })
  .meta({ id: 'WaitingChange' });

export const waitingPageSchema = z
  .object({ waiting: z.array(waitingSchema), next: nextCursor })
  .meta({ id: 'WaitingChanges' });

export type Waiting = z.infer<typeof waitingSchema>;
export type WaitingPage = z.infer<typeof waitingPageSchema>;
