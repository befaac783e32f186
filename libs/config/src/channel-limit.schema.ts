import { z } from 'zod';
import { name } from './policy-words.js';

const CALL_KINDS = ['write', 'read', 'poll'] as const;
const LONGEST_WINDOW_MS = 31 * 86_400_000;

const common = {
  id: name,
  scope: z
    .enum(['account', 'app', 'listing'])
    .default('account')
    .describe("whose calls count together: this account's, the whole app's, or each listing's"),
  counts: z
    .array(z.enum(CALL_KINDS))
    .min(1)
    .default([...CALL_KINDS])
    .describe('which calls count'),
  cost: z
    .enum(['request', 'row', 'points'])
    .describe('a call costs: request 1, row 1 per row, points perRequest + perRow × rows'),
  perRequest: z.number().nonnegative().default(1),
  perRow: z.number().nonnegative().default(0),
};

/** One of the limits under which a channel may be called. */
export const channelLimit = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z
        .literal('tokenBucket')
        .default('tokenBucket')
        .describe('fills at a steady pace up to its capacity'),
      ...common,
      capacity: z.number().positive(),
      refillPerSecond: z.number().positive(),
    }),
    z.strictObject({
      kind: z
        .enum(['fixedWindow', 'slidingWindow'])
        .describe("so much in each of a clock's windows, or in any stretch of time"),
      ...common,
      capacity: z.number().positive(),
      windowMs: z.int().positive().max(LONGEST_WINDOW_MS),
    }),
    z.strictObject({
      kind: z
        .literal('minInterval')
        .describe('from the beginning of one call to the beginning of the next'),
      ...common,
      intervalMs: z.int().positive().max(LONGEST_WINDOW_MS),
    }),
  ])
  .refine(({ scope, kind }) => scope !== 'listing' || kind.endsWith('Window'), {
    path: ['scope'],
    error: 'a limit of each listing is a fixedWindow or a slidingWindow',
  });

export type ChannelLimit = z.infer<typeof channelLimit>;
