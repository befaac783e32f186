import { z } from 'zod';
import { orderRef } from '../claims/claim.schema.js';
import { orderSchema } from '../claims/to-held.js';
import { decimalText, instant } from '../format/schemas.js';
import { plainText, requestBody } from '../http/query.js';

const UNITS = 'a whole number from 1 to 1000000';

const line = z.strictObject(
  { sku: plainText(200), quantity: z.int(UNITS).min(1, UNITS).max(1_000_000, UNITS) },
  'an object with sku and quantity',
);

export const preorderRequest = requestBody({
  channel: plainText(63),
  order: orderRef,
  lines: z.array(line, 'a list of lines').min(1, '1 to 200 lines').max(200, '1 to 200 lines'),
}).meta({ id: 'PreorderRequest' });

export const preorderPath = z.object({ channel: plainText(63), order: plainText(200) });

export const PREORDER_STATES = ['waiting', 'served', 'cancelled'] as const;

export const preorderSchema = z
  .object({
    channel: z.string(),
    order: orderSchema,
    lines: z.array(
      z.object({
        sku: z.string(),
        quantity: decimalText,
        served: decimalText.describe('of it, what came and is claimed for the order'),
        promisedFor: z.iso.date().describe('the date that the order was told first'),
        promisedAt: instant,
        state: z.enum(PREORDER_STATES),
      }),
    ),
  })
  .meta({ id: 'Preorder' });

export type PreorderRequest = z.infer<typeof preorderRequest>;
export type PreorderPath = z.infer<typeof preorderPath>;
export type Preorder = z.infer<typeof preorderSchema>;
