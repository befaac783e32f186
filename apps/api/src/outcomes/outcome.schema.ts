import { CANCEL_REASONS } from '#domain';
import { z } from 'zod';
import { count } from '../format/schemas.js';
import { plainText, requestBody } from '../http/query.js';

const MOST = 500;
const INSTANT = 'a moment with its offset, such as 2026-10-31T18:00:00Z';
const moment = z.iso
  .datetime({ offset: true, error: INSTANT })
  .transform((text) => new Date(text).toISOString());

const outcome = z
  .strictObject(
    {
      id: plainText(200).describe('of this outcome: sent again, it changes nothing'),
      order: plainText(200),
      line: plainText(200),
      channel: plainText(63),
      sku: plainText(200),
      location: plainText(63).optional().describe('from where; left out: not known'),
      outcome: z.enum(['shipped', 'cancelled', 'delivered'], 'shipped, cancelled or delivered'),
      reason: z
        .enum(CANCEL_REASONS, `one of: ${CANCEL_REASONS.join(', ')}`)
        .optional()
        .describe('why it was cancelled'),
      manual: z
        .boolean('true or false')
        .default(false)
        .describe('whether somebody had to intervene'),
      promisedBy: moment.optional().describe('until when delivery was promised'),
      at: moment.describe('when it happened'),
    },
    'an object with id, order, line, channel, sku, location, outcome, reason, manual, promisedBy, at',
  )
  .refine(({ outcome: became, reason }) => (became === 'cancelled') === (reason !== undefined), {
    path: ['reason'],
    error: `one of ${CANCEL_REASONS.join(', ')} for what is cancelled, and nothing for what is not`,
  });

export const outcomesRequest = requestBody({
  outcomes: z
    .array(outcome, 'a list of outcomes')
    .min(1, `1 to ${MOST} outcomes`)
    .max(MOST, `1 to ${MOST} outcomes`),
}).meta({ id: 'OrderOutcomes' });

export const takenSchema = z
  .object({
    taken: count.describe('outcomes that were new'),
    repeated: count.describe('outcomes that were known already'),
  })
  .meta({ id: 'TakenOutcomes' });

export type OutcomesRequest = z.infer<typeof outcomesRequest>;
export type OrderOutcome = OutcomesRequest['outcomes'][number];
export type TakenOutcomes = z.infer<typeof takenSchema>;
