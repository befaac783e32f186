import { describe, expect, it } from 'vitest';
import { judgeTrade, type Verdict } from './judged-trade.js';

const SEED = 7;
const HALF_AN_HOUR = 1_800;

const median = (minutes: readonly number[]): number =>
  minutes.toSorted((a, b) => a - b)[minutes.length >> 1] ?? Number.NaN;

const tell = (rule: string, verdict: Verdict): void => {
  const { found, planted, late, falseAlarms, falseWhileLearning, locationWeeks } = verdict;
  console.log(
    `${rule}: ${found} of ${planted} outages found, ${late} late, after ${Math.round(median(verdict.minutes))} silent minutes at the median; ` +
      `false alarms: ${falseAlarms} in ${locationWeeks} location-weeks, ${falseWhileLearning} in as many before`,
  );
};

describe('forty locations over eight weeks, two feeds cut in each', () => {
  it('finds every outage in time, and cries wolf once in a hundred location-weeks at most', () => {
    const learnt = judgeTrade(SEED, null);
    tell('learnt', learnt);

    expect(learnt.planted).toBe(80);
    expect(learnt.found).toBe(80);
    expect(learnt.late).toBe(0);
    expect((100 * learnt.falseAlarms) / learnt.locationWeeks).toBeLessThanOrEqual(1);
    expect((100 * learnt.falseWhileLearning) / learnt.locationWeeks).toBeLessThanOrEqual(1);
  }, 60_000);

  it('does so where half an hour for everybody would cry wolf hundreds of times', () => {
    const fixed = judgeTrade(SEED, HALF_AN_HOUR);
    tell('half an hour', fixed);

    expect(fixed.falseAlarms).toBeGreaterThan(100);
  }, 60_000);
});
