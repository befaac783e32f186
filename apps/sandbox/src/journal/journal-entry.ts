import { z } from 'zod';
import { ACCOUNTS } from '../sandbox.config.js';

export const journalEntry = z.object({
  /** 1, 2, 3 … over all accounts */
  seq: z.int().positive(),
  /** when the limit decided, UTC */
  at: z.iso.datetime(),
  account: z.enum(ACCOUNTS),
  method: z.enum(['PUT', 'GET']),
  /** the answer's HTTP status */
  status: z.int(),
  /** quantities that the call carried; empty for a read and for a call that could not be read */
  items: z.array(
    z.object({
      sku: z.string(),
      quantity: z.int(),
      /** absent unless the call was admitted */
      status: z.enum(['accepted', 'rejected']).optional(),
    }),
  ),
  /** the fault that was switched on for this call */
  fault: z.string().optional(),
});

/** One call of an account, as it was answered. */
export type JournalEntry = z.infer<typeof journalEntry>;
