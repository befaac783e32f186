import { addUp, isMet, type Amounts, type KpiDimension, type KpiRule, type Tally } from '#domain';
import type { KpiValue } from './kpi.schema.js';

/** What a KPI counts for. */
export interface Subject {
  readonly dimension: KpiDimension;
  readonly subject: string;
}

/** Whether a KPI is told of a dimension. */
export const tellsOf = ({ dimensions }: KpiRule, dimension: KpiDimension): boolean =>
  dimension === 'all' || dimensions.includes(dimension);

export const toKpiValue = (
  rule: KpiRule,
  { dimension, subject }: Subject,
  amounts: Amounts,
): KpiValue => {
  const value = rule.value(amounts);
  return {
    kpi: rule.id,
    dimension,
    subject,
    value,
    met: isMet(rule.target, value),
    needs: value === null ? rule.needs : null,
    parts: [...(rule.parts?.(amounts) ?? [])],
  };
};

export const subjectKey = ({ dimension, subject }: Subject): string =>
  JSON.stringify([dimension, subject]);

/** Sums by `subjectKey`. */
export function amountsBySubject(
  tallies: readonly (Tally & Subject)[],
): ReadonlyMap<string, Amounts> {
  const groups = new Map<string, Tally[]>();
  for (const tally of tallies) {
    const key = subjectKey(tally);
    const known = groups.get(key);
    if (known) known.push(tally);
    else groups.set(key, [tally]);
  }
  return new Map([...groups].map(([key, group]) => [key, addUp(group)]));
}
