import { z } from 'zod';

const cost = z.looseObject({ available: z.number() }).optional();

export const pushAnswer = z.looseObject({
  results: z.array(
    z.looseObject({
      sku: z.string(),
      status: z.enum(['accepted', 'rejected']),
      code: z.string().optional(),
      message: z.string().optional(),
    }),
  ),
  cost,
});

export const throttledAnswer = z.looseObject({ cost });

export const readBackAnswer = z.looseObject({
  items: z.array(z.looseObject({ sku: z.string(), quantity: z.int().nonnegative() })),
});
