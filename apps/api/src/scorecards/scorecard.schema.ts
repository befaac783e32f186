import { KPI_DIMENSIONS } from '#domain';
import { z } from 'zod';
import { kpiValueSchema, rolledSchema, ruleSchema } from '../kpis/kpi.schema.js';

const date = z.string().describe('such as 2026-10-31');

export const scorecardSchema = z
  .object({
    month: z.string().describe('such as 2026-10'),
    from: date,
    to: date,
    isOver: z.boolean().describe('false: its last days are still to come'),
    rolled: rolledSchema,
    kpis: z.array(ruleSchema),
    sections: z.array(
      z.object({
        dimension: z.enum(KPI_DIMENSIONS),
        subject: z.string().describe('which location, channel or vendor; - for all'),
        values: z.array(
          kpiValueSchema.omit({ dimension: true, subject: true }).extend({
            before: z.number().nullable().describe('of the month before; null: no facts'),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Scorecard' });

export type Scorecard = z.infer<typeof scorecardSchema>;
export type ScorecardSection = Scorecard['sections'][number];
export type ScorecardValue = ScorecardSection['values'][number];
