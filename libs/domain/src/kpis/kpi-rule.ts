import type { Amounts } from './amounts.js';

export const KPI_DIMENSIONS = ['all', 'location', 'channel', 'source', 'vendor'] as const;

export type KpiDimension = (typeof KPI_DIMENSIONS)[number];

/** `share`: from 0 to 1; `unit-days`: one unit for one day is 1. */
export const KPI_UNITS = ['seconds', 'share', 'units', 'unit-days', 'days'] as const;

export type KpiUnit = (typeof KPI_UNITS)[number];

/** What should be reached. */
export interface KpiTarget {
  readonly bound: 'at_most' | 'below' | 'above' | 'at_least';
  readonly value: number;
}

/** One number that people are measured by. */
export interface KpiRule {
  readonly id: string;
  readonly title: string;
  readonly unit: KpiUnit;
  readonly better: 'low' | 'high';
  /** null: nobody has set one */
  readonly target: KpiTarget | null;
  /** beside `all` */
  readonly dimensions: readonly Exclude<KpiDimension, 'all'>[];
  /** what to do where there are no facts */
  readonly needs: string;
  /** null: no facts */
  readonly value: (amounts: Amounts) => number | null;
  /** the same by part, such as by reason; left out: it has none */
  readonly parts?: (amounts: Amounts) => readonly KpiPart[];
}

export interface KpiPart {
  readonly part: string;
  readonly value: number | null;
}

const HOLDS: Readonly<Record<KpiTarget['bound'], (value: number, target: number) => boolean>> = {
  at_most: (value, target) => value <= target,
  below: (value, target) => value < target,
  above: (value, target) => value > target,
  at_least: (value, target) => value >= target,
};

/** null: no target, or no facts */
export const isMet = (target: KpiTarget | null, value: number | null): boolean | null =>
  target === null || value === null ? null : HOLDS[target.bound](value, target.value);
