import { describe, expect, it } from 'vitest';
import { countRisk, riskOf, type Countable } from './count-risk.js';
import { isFarCount } from './far-count.js';
import { silenceOdds } from './silence-odds.js';

const SOUND: Countable = {
  book: 12,
  perDay: 2,
  soldDays: 20,
  days: 24,
  silentDays: 0,
  daysSinceCount: 10,
  countWithinDays: 60,
  lastCount: { book: 20, counted: 20, moved: 40 },
  hasUnusualSales: false,
};
const reasonsOf = (over: Partial<Countable>) =>
  countRisk({ ...SOUND, ...over }).map(({ reason }) => reason);

describe('countRisk', () => {
  it.each([
    ['nothing', {}, []],
    ['a negative book', { book: -1 }, ['negative']],
    ['a silence that chance does not explain', { silentDays: 6 }, ['phantom']],
    ['the same silence without stock', { book: 0, silentDays: 6 }, []],
    ['a shorter silence', { silentDays: 2 }, []],
    ['a count that was off', { lastCount: { book: 21, counted: 20, moved: 40 } }, ['variance']],
    [
      'a count that was far off',
      { lastCount: { book: 60, counted: 20, moved: 40 } },
      ['far_count', 'variance'],
    ],
    ['a count that is too old', { daysSinceCount: 61 }, ['overdue']],
    [
      'an old count of what neither is there nor sells',
      { book: 0, perDay: 0, daysSinceCount: 365 },
      [],
    ],
    ['sales beyond chance', { hasUnusualSales: true }, ['unusual_sales']],
    ['never counted', { lastCount: null }, []],
  ] as const)('%s', (_what, over, reasons) => {
    expect(reasonsOf(over)).toEqual(reasons);
  });

  it('says that there was no count, where there was none within a year', () => {
    const [never] = countRisk({ ...SOUND, daysSinceCount: 365, lastCount: null });
    const [late] = countRisk({ ...SOUND, daysSinceCount: 364 });

    expect(never?.why).toBe('no count within a year, 60 allowed at 2 a day');
    expect(late?.why).toMatch(/^364 days since the count, /);
  });

  it('says the figures, and weighs the overdue count of a fast item more', () => {
    const [phantom] = countRisk({ ...SOUND, silentDays: 8 });
    expect(phantom?.why).toMatch(
      /^sold on 20 of 24 days, and on none of the last 8: one silence of [\d,]+ is/,
    );
    const slow = countRisk({ ...SOUND, daysSinceCount: 120, perDay: 0.1 });
    const fast = countRisk({ ...SOUND, daysSinceCount: 120, perDay: 9 });
    expect(riskOf(fast)).toBeGreaterThan(2 * riskOf(slow));
  });
});

it('silenceOdds falls with each day, and the faster the more often it sold', () => {
  const byDay = [0, 1, 2, 3, 10, 400, 500].map((days) => silenceOdds(10, 20, days));
  expect(byDay[0]).toBe(1);
  expect(byDay.slice(1, 6)).toEqual(byDay.slice(1, 6).toSorted((a, b) => b - a));
  expect(byDay[6]).toBe(byDay[5]);
  expect(silenceOdds(10, 20, 1)).toBeCloseTo(0.5, 9);
  expect(silenceOdds(19, 20, 3)).toBeLessThan(silenceOdds(10, 20, 3));
});

it('isFarCount allows for mistakes in what moved', () => {
  expect(isFarCount(10, 14, 0)).toBe(true);
  expect(isFarCount(10, 13, 0)).toBe(false);
  expect(isFarCount(10, 14, 100)).toBe(false);
});
