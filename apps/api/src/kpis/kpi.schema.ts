import { KPI_DIMENSIONS, KPI_UNITS } from '#domain';
import { z } from 'zod';
import { count, instant } from '../format/schemas.js';

const date = z.string().describe('such as 2026-10-31');
const value = z.number().nullable().describe('null: no facts');

export const ruleSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    unit: z.enum(KPI_UNITS),
    better: z.enum(['low', 'high']),
    target: z
      .object({ bound: z.enum(['at_most', 'below', 'above', 'at_least']), value: z.number() })
      .nullable(),
  })
  .meta({ id: 'Kpi' });

export const partSchema = z.object({ part: z.string(), value });

/** How far the facts are added up. */
export const rolledSchema = z
  .object({
    asOf: instant.nullable().describe('of the day that was added up last; null: none was yet'),
    due: count.describe('days whose facts have changed since'),
  })
  .meta({ id: 'RolledUp' });

export const kpiValueSchema = z
  .object({
    kpi: z.string(),
    dimension: z.enum(KPI_DIMENSIONS),
    subject: z.string().describe('which location, channel and so on; - for all'),
    value,
    met: z.boolean().nullable().describe('whether the target is reached; null: none, or no facts'),
    needs: z.string().nullable().describe('what to do for facts; null: there are some'),
    parts: z.array(partSchema).describe('the same by reason, age and so on'),
  })
  .meta({ id: 'KpiValue' });

export const kpisSchema = z
  .object({
    from: date,
    to: date,
    rolled: rolledSchema,
    kpis: z.array(ruleSchema),
    days: z.array(date),
    values: z.array(
      kpiValueSchema.extend({ series: z.array(value).describe('one for each of days') }),
    ),
  })
  .meta({ id: 'Kpis' });

export type KpiValue = z.infer<typeof kpiValueSchema>;
export type Kpis = z.infer<typeof kpisSchema>;
