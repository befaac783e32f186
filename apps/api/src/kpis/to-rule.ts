import type { KpiRule } from '#domain';
import type { Kpis } from './kpi.schema.js';

/** What is told of a KPI beside its values. */
export const toRule = ({ id, title, unit, better, target }: KpiRule): Kpis['kpis'][number] => ({
  id,
  title,
  unit,
  better,
  target,
});
