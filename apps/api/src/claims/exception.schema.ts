import { z } from 'zod';
import { decimalText, instant, wholeText } from '../format/schemas.js';
import { orderSchema } from './to-held.js';

export const exceptionSchema = z
  .object({
    id: wholeText,
    kind: z
      .enum(['unmatched', 'commit_refused', 'order_short'])
      .describe(
        'unmatched: the authority never showed the order; commit_refused: it had expired and its units were gone; order_short: the order could not be had in full',
      ),
    channel: z.string(),
    claim: z.uuid().nullable(),
    order: orderSchema,
    detail: z.string(),
    raisedAt: instant,
    resolvedAt: instant.nullable(),
  })
  .meta({ id: 'ClaimException' });

export const exceptionsSchema = z
  .object({
    exceptions: z.array(exceptionSchema).describe('newest first, at most 500'),
    overclaimed: z
      .array(
        z.object({
          sku: z.string(),
          location: z.string(),
          availableBase: decimalText,
          claimed: decimalText,
          excess: decimalText.describe('claimed beyond what there is'),
        }),
      )
      .describe('places where stock has fallen below what is claimed; they sell nothing'),
  })
  .meta({ id: 'ClaimExceptions' });

export type ClaimException = z.infer<typeof exceptionSchema>;
export type ClaimExceptions = z.infer<typeof exceptionsSchema>;
