import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSUMED_LAG, measuredLag } from './measured-lag.js';
import { RUNS } from '../../../../test/support/property-runs.js';

const every = (seconds: number, count = 40) => Array.from({ length: count }, () => seconds);
const at = (lagSeconds: number, lagDeviationSeconds = 1) => ({ lagSeconds, lagDeviationSeconds });

describe('measuredLag', () => {
  it('is the next power of two above the 95th percentile', () => {
    expect(measuredLag([...every(3, 94), ...every(20, 6)], at(1))).toEqual(at(32, 16));
    expect(measuredLag([...every(3, 96), ...every(20, 4)], at(1))).toEqual(at(4));
  });

  it('rises at once, and falls only when the lower step holds with a margin', () => {
    expect(measuredLag(every(9), at(8)).lagSeconds).toBe(16);
    expect(measuredLag(every(7.5), at(16)).lagSeconds).toBe(16);
    expect(measuredLag(every(6), at(16)).lagSeconds).toBe(8);
  });

  it('does not flicker around a step', () => {
    const seen = [8.1, 7.9, 8.1, 7, 8.1].reduce<number[]>(
      (steps, seconds) => [...steps, measuredLag(every(seconds), at(steps.at(-1) ?? 8)).lagSeconds],
      [],
    );
    expect(seen).toEqual([16, 16, 16, 16, 16]);
  });

  it('keeps what was known when there are too few samples', () => {
    expect(measuredLag(every(900, 19), at(4))).toEqual(at(4));
    expect(measuredLag([])).toEqual(ASSUMED_LAG);
  });

  it('is finite and never below a second, whatever the samples (also clocks that disagree)', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 20 }), (samples) => {
        const { lagSeconds, lagDeviationSeconds } = measuredLag(samples, at(1));
        expect(
          [lagSeconds, lagDeviationSeconds].every((step) => step >= 1 && step <= 131_072),
        ).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });
});
