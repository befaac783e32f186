import { z } from 'zod';
import { instant, wholeText } from '../format/schemas.js';
import { plainText, requestBody } from '../http/query.js';
import { because, by } from '../http/saying.js';

const WEEK_MINUTES = 7 * 24 * 60;

export const silencing = requestBody({
  kind: plainText(100),
  subject: plainText(500),
  minutes: z
    .int(`a whole number from 1 to ${WEEK_MINUTES}`)
    .min(1, 'at least 1')
    .max(WEEK_MINUTES, `at most ${WEEK_MINUTES}, which is a week`)
    .describe('it ends by itself after so long'),
  because,
  by,
});

export const silencePath = z.object({ id: z.string().regex(/^\d{1,18}$/, 'an id: digits') });

export const silenceSchema = z
  .object({
    id: wholeText,
    since: instant,
    until: instant,
    reason: z.string(),
    by: z.string(),
  })
  .meta({ id: 'Silence' });

export type Silencing = z.infer<typeof silencing>;
export type Silence = z.infer<typeof silenceSchema>;
