import { z } from 'zod';
import { count, instant } from '../format/schemas.js';

const laneSchema = z.object({
  lane: z
    .enum([
      'to_zero',
      'low_and_falling',
      'back_in_stock',
      'large_change',
      'rest',
      'alone',
      'resting',
      'in_flight',
      'unclear',
      'pending',
      'unchanged',
    ])
    .describe('in the order in which they are served'),
  count,
  oldestSince: instant.nullable().describe('commit time of the number that has waited longest'),
  samples: z.array(z.string()).describe('some of the listings'),
});

const limitSchema = z.object({
  id: z.string(),
  scope: z.string().describe("whose calls count together: this account's, or all of an app"),
  counts: z.array(z.string()).describe('which calls count: write, read, poll'),
  cost: z.string().describe('what one call costs: 1 (request), its rows (row), or points'),
  capacity: z.number().nullable().describe('null: it is a pause between calls'),
  left: z.number().nonnegative().describe('of an app: what this process holds of it'),
  fullInMs: z
    .number()
    .nullable()
    .describe('until all of it is there again, if no call follows; null: nobody can tell'),
  pausedMs: z.number().describe('so long the channel asked us to wait; 0: it did not'),
});

export const paceSchema = z
  .object({
    toldAt: instant.nullable().describe('when it changed last; null: no publisher served it yet'),
    lanes: z.array(laneSchema).describe('those in which something waits'),
    limits: z.array(limitSchema),
  })
  .meta({ id: 'Pace' });

export type Pace = z.infer<typeof paceSchema>;
