import { z } from 'zod';
import { iso } from '../../format/instants.js';
import { count, instant } from '../../format/schemas.js';
import { STEPS, type StepRow } from './step.queries.js';

export const stepSchema = z
  .object({
    at: instant,
    step: z
      .enum(STEPS)
      .describe(
        'sent; answered: applied, accepted, rejected, unclear, not_taken; read back: confirmed, not_shown; unchanged: shown already, nothing was sent',
      ),
    version: z.int().describe('of the listing'),
    quantity: count,
    code: z.string().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'PublicationStep' });

export type PublicationStep = z.infer<typeof stepSchema>;

export const toStep = (row: StepRow): PublicationStep => ({
  at: iso(row.at),
  step: row.step,
  version: Number(row.version),
  quantity: row.quantity,
  code: row.code,
  reason: row.reason,
});
