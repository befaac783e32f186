import { COUNT_REASONS } from '#domain';
import { z } from 'zod';
import { count, decimalText, instant } from '../format/schemas.js';

export const countListSchema = z
  .object({
    location: z.string(),
    lookedAt: instant.nullable().describe('null: nobody has looked yet'),
    items: count.describe('items with stock there that were judged'),
    candidates: z
      .array(
        z.object({
          sku: z.string(),
          risk: z.number().describe('the sum of its points; most pressing first'),
          book: decimalText.describe('units that the books say'),
          perDay: z.number().describe('mean units sold in a day'),
          countedAt: instant.nullable(),
          reasons: z.array(
            z.object({
              reason: z.enum(COUNT_REASONS),
              points: z.number(),
              why: z.string().describe('the figures behind it'),
            }),
          ),
        }),
      )
      .describe('500 at most'),
  })
  .meta({ id: 'CountList' });

export type CountListAnswer = z.infer<typeof countListSchema>;
