import { z } from 'zod';

const cost = z.object({ available: z.number(), restoreRate: z.number() });

export const putAnswer = z.object({
  results: z.array(
    z.object({
      sku: z.string(),
      status: z.enum(['accepted', 'rejected']),
      code: z.string().optional(),
    }),
  ),
  cost: cost.optional(),
});

export const throttledAnswer = z.object({ cost: cost.optional() });

export const listAnswer = z.object({
  items: z.array(z.object({ sku: z.string(), quantity: z.int().nonnegative() })),
  next: z
    .string()
    .nullish()
    .transform((next) => next ?? null),
});

export const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
