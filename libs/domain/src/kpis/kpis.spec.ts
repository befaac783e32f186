import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUNS } from '../../../../test/support/property-runs.js';
import { addUp, type Tally } from './amounts.js';
import { isMet } from './kpi-rule.js';
import { KPIS } from './kpis.js';
import { lagQuantile, lagStep, partWithinLimit } from './lag-steps.js';

const countsOf = (lags: readonly number[]) => {
  const counts = new Map<string, number>();
  for (const lag of lags)
    counts.set(String(lagStep(lag)), (counts.get(String(lagStep(lag))) ?? 0) + 1);
  return counts;
};
const lag = fc.double({ min: 0.02, max: 1_000_000, noNaN: true });

describe('lag steps', () => {
  it('tell every quantile within 5 %', () => {
    fc.assert(
      fc.property(
        fc.array(lag, { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (lags, part) => {
          const sorted = lags.toSorted((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil(part * lags.length)) - 1] ?? Number.NaN;
          const told = lagQuantile(countsOf(lags), part) ?? Number.NaN;
          expect(Math.abs(told / exact - 1)).toBeLessThan(0.05);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('tell exactly which lags are within five minutes', () => {
    expect(partWithinLimit(countsOf([1, 299.9, 300, 300.1]))).toBe(0.75);
    expect(partWithinLimit(new Map())).toBeNull();
    expect(lagQuantile(new Map(), 0.5)).toBeNull();
    expect([lagStep(0), lagStep(-5), lagStep(Number.NaN), lagStep(1e12)]).toEqual([
      -48, -48, -48, 148,
    ]);
  });
});

describe('KPIS', () => {
  it('say what to do where there are no facts, and have names of their own', () => {
    expect(new Set(KPIS.map(({ id }) => id)).size).toBe(KPIS.length);
    for (const { value, parts, needs } of KPIS) {
      expect({ value: value(new Map()), needs, parts: parts?.(new Map()) ?? [] }).toEqual({
        value: null,
        needs: expect.stringMatching(/^no facts, /) as string,
        parts: [],
      });
    }
  });

  it.each([
    ['below', 0.01, 0.01, false],
    ['below', 0.0099, 0.01, true],
    ['at_most', 300, 300, true],
    ['above', 0.95, 0.95, false],
    ['at_least', 0.95, 0.95, true],
  ] as const)('%s: %d against %d is %s', (bound, value, target, met) => {
    expect(isMet({ bound, value: target }, value)).toBe(met);
    expect(isMet({ bound, value: target }, null)).toBeNull();
    expect(isMet(null, value)).toBeNull();
  });

  it('are the same however tallies are split', () => {
    const measure = fc.constantFrom(
      'orders',
      'orders_cancelled',
      'inbound_arrived',
      'inbound_days_late',
    );
    const tally = fc.record<Tally>({
      measure,
      part: fc.constantFrom('-', 'x'),
      amount: fc.integer({ min: 0, max: 99 }),
    });
    fc.assert(
      fc.property(fc.array(tally), (tallies) => {
        const halves = tallies.flatMap((one) => [
          { ...one, amount: one.amount / 2 },
          { ...one, amount: one.amount / 2 },
        ]);
        expect(addUp(halves)).toEqual(addUp(tallies));
      }),
      { numRuns: RUNS },
    );
  });
});
