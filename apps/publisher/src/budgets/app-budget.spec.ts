import type { LimitDimension } from '#channels';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { budgetOf, type AppBudget } from './app-budget.js';

const COMMON = {
  id: 'calls',
  scope: 'app',
  counts: ['write'],
  cost: 'request',
  perRequest: 1,
  perRow: 0,
} as const;

const anyBucket = fc
  .record({ capacity: fc.double({ min: 1, max: 1_000, noNaN: true }), refillPerSecond: anyRate() })
  .map((size): LimitDimension => ({ ...COMMON, kind: 'tokenBucket', ...size }));
const anyWindow = fc
  .record({ capacity: fc.integer({ min: 10, max: 1_000 }), windowMs: fc.nat(600_000) })
  .map(({ capacity, windowMs }): LimitDimension => {
    return { ...COMMON, kind: 'slidingWindow', capacity, windowMs: windowMs + 1_000 };
  });

function anyRate() {
  return fc.double({ min: 0.1, max: 500, noNaN: true });
}

/** Most that may be spent in a stretch of time, when each share is spent as late as it may be. */
const mostIn = ({ capacity, refillPerSecond, shareMs }: AppBudget, ms: number): number =>
  capacity + (refillPerSecond * (ms + shareMs)) / 1000;

it('never spends more of a bucket than it holds and gets back, in any stretch of time', () => {
  fc.assert(
    fc.property(anyBucket, fc.nat(600_000), (limit, ms) => {
      const { capacity, refillPerSecond } = limit as Extract<
        LimitDimension,
        { capacity: number }
      > & {
        refillPerSecond: number;
      };

      expect(mostIn(budgetOf(limit), ms)).toBeLessThanOrEqual(
        capacity + (refillPerSecond * ms) / 1000 + 1e-6,
      );
    }),
  );
});

it('never spends more in a window than the window allows', () => {
  fc.assert(
    fc.property(anyWindow, (limit) => {
      const { capacity, windowMs } = limit as Extract<LimitDimension, { windowMs: number }>;

      expect(mostIn(budgetOf(limit), windowMs)).toBeLessThanOrEqual(capacity + 1e-6);
    }),
  );
});

it('keeps calls apart by the shortest interval', () => {
  const budget = budgetOf({ ...COMMON, kind: 'minInterval', intervalMs: 500 });

  expect(budget).toEqual({
    atFirst: 0,
    capacity: 1,
    refillPerSecond: 2,
    shareMs: expect.any(Number) as number,
  });
});

it('begins with an empty bucket, and with a whole window', () => {
  const window = { ...COMMON, kind: 'fixedWindow', capacity: 400, windowMs: 86_400_000 } as const;
  const bucket = { ...COMMON, kind: 'tokenBucket', capacity: 400, refillPerSecond: 1 } as const;

  expect(budgetOf(window).atFirst).toBeCloseTo(100, 1);
  expect(budgetOf(bucket).atFirst).toBe(0);
});
