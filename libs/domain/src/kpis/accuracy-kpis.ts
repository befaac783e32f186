import { partsOf, ratio, total, type Amounts } from './amounts.js';
import type { KpiPart, KpiRule } from './kpi-rule.js';

const COUNTED =
  'no facts, count stock: cycle counts of the sources are compared with the book as they come';
const MOST_VARIANCE = 0.005;

/** How old the count before was, youngest first. */
export const COUNT_AGES = [
  'last counted within a week',
  'last counted within a month',
  'last counted within a quarter',
  'last counted earlier',
  'never counted',
] as const;

/** A ratio of two measures, age by age. */
const byAge =
  (measure: string, of: string) =>
  (amounts: Amounts): readonly KpiPart[] =>
    COUNT_AGES.filter((age) => partsOf(amounts, of).has(age)).map((age) => ({
      part: age,
      value: ratio(total(amounts, measure, [age]), total(amounts, of, [age])),
    }));

/** How well books and shelves agree. */
export const ACCURACY_KPIS: readonly KpiRule[] = [
  {
    id: 'reconciliation_variance',
    title: 'Reconciliation variance',
    unit: 'share',
    better: 'low',
    target: { bound: 'below', value: MOST_VARIANCE },
    dimensions: ['location', 'channel', 'source'],
    needs: COUNTED,
    value: (amounts) => ratio(total(amounts, 'variance_units'), total(amounts, 'counted_units')),
    parts: byAge('variance_units', 'counted_units'),
  },
  {
    id: 'count_exceptions',
    title: 'Counts that differ from the book',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['location', 'channel', 'source'],
    needs: COUNTED,
    value: (amounts) => ratio(total(amounts, 'counts_off'), total(amounts, 'counts')),
    parts: byAge('counts_off', 'counts'),
  },
  {
    id: 'shrink',
    title: 'Shrink of units sold',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['location', 'source'],
    needs: 'no facts, capture sales: shrink is told as a part of the units that are sold',
    value: (amounts) => ratio(total(amounts, 'shrink_units'), total(amounts, 'sold_units')),
    parts: (amounts) =>
      [...partsOf(amounts, 'shrink_units')].map(([part, units]) => ({
        part,
        value: ratio(units, total(amounts, 'sold_units')),
      })),
  },
  {
    id: 'level_differences',
    title: 'Levels that differ from the source',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['source'],
    needs: 'no facts, compare with the source: shelfwire reconcile, or reconcile in the policy',
    value: (amounts) =>
      ratio(total(amounts, 'levels_different'), total(amounts, 'levels_compared')),
  },
];
