import type { KpiTarget, KpiUnit } from '#domain';

const SHOWN: Readonly<Record<KpiUnit, (value: number) => string>> = {
  seconds: (value) => (value < 90 ? `${plain(value, 1)} s` : `${plain(value / 60, 1)} min`),
  share: (value) => `${plain(value * 100, Math.abs(value) < 0.1 ? 2 : 1)} %`,
  units: (value) => plain(value, 0),
  'unit-days': (value) => `${plain(value, 0)} unit-days`,
  days: (value) => `${plain(value, 1)} d`,
};

const plain = (value: number, digits: number): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A number with its unit, for people. */
export const figure = (unit: KpiUnit, value: number): string => SHOWN[unit](value);

const BOUNDS: Readonly<Record<KpiTarget['bound'], string>> = {
  at_most: 'at most',
  below: 'below',
  above: 'above',
  at_least: 'at least',
};

/** `below 1.00 %`; nothing without a target. */
export const targetText = (unit: KpiUnit, target: KpiTarget | null): string =>
  target === null ? '' : `${BOUNDS[target.bound]} ${figure(unit, target.value)}`;
