import { expect, it } from 'vitest';
import type { ExplainedDifference } from './explain-differences.js';
import { varianceByPlace } from './variance.js';

const now = new Date('2026-01-05T09:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const units = (count: number): bigint => BigInt(count) * 1_000_000n;

const difference = (
  sku: string,
  [location, folded, stated]: readonly [string, number | null, number | null],
  changedAt: Date | null,
  mended = false,
): ExplainedDifference => ({
  sku,
  location,
  bucket: 'available_base',
  folded: folded === null ? null : units(folded),
  stated: stated === null ? null : units(stated),
  rows: [],
  changedAt,
  mended,
});

it('sums by location and age what is left different, whichever way it is off', () => {
  const differences = [
    difference('A', ['leeds', 7, 5], hoursAgo(0.5)),
    difference('B', ['leeds', 1, 4], hoursAgo(0.9)),
    { ...difference('B', ['leeds', null, 1], hoursAgo(0.9)), bucket: 'damaged' as const },
    difference('C', ['leeds', 9, 0], hoursAgo(24 * 40)),
    difference('D', ['depot', null, 2], null),
    difference('E', ['depot', 5, 6], hoursAgo(1), true),
  ];
  expect(varianceByPlace(differences, now)).toEqual([
    { location: 'leeds', age: 'under 1 hour', items: 2, units: '6' },
    { location: 'leeds', age: 'older', items: 1, units: '9' },
    { location: 'depot', age: 'never', items: 1, units: '2' },
  ]);
});
