import type { Rule } from '../../api/scorecards.js';

const plain = (value: number, digits: number): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const SHOWN: Readonly<Record<Rule['unit'], (value: number) => string>> = {
  seconds: (value) => (value < 90 ? `${plain(value, 1)} s` : `${plain(value / 60, 1)} min`),
  share: (value) => `${plain(value * 100, Math.abs(value) < 0.1 ? 2 : 1)} %`,
  units: (value) => plain(value, 0),
  'unit-days': (value) => `${plain(value, 0)} unit-days`,
  days: (value) => `${plain(value, 1)} d`,
};

/** A number with its unit; a dash where there are no facts. */
export const figure = ({ unit }: Pick<Rule, 'unit'>, value: number | null): string =>
  value === null ? '–' : SHOWN[unit](value);

const BOUNDS = {
  at_most: 'at most',
  below: 'below',
  above: 'above',
  at_least: 'at least',
} as const;

/** Such as `below 1.00 %`; a dash without a target. */
export const targetText = (rule: Rule): string =>
  rule.target ? `${BOUNDS[rule.target.bound]} ${figure(rule, rule.target.value)}` : '–';
