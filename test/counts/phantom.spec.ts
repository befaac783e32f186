import { areUnusualSales, isPhantom } from '#domain';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../tools/demo/seeded.js';
import { readDailySales } from './daily-sales.js';
import { sellingDaysAt } from './selling-days.js';

const SALES = readDailySales();
const FIRST_DAY = 40;
const WITHIN = 15;
/** One item of ten. */
const PLANTED = 0.1;

interface Verdict {
  /** part of the days before that it sold on */
  readonly pace: number;
  readonly isPlanted: boolean;
  /** trading days until it was suspected; undefined: it was not */
  readonly after: number | undefined;
}

/** From some day on nothing of the item is there, though the book says so. */
function judge(item: string, lines: readonly number[], round: number): Verdict {
  const isPlanted = seeded('phantom', item, round) < PLANTED;
  const spread = SALES.days.length - WITHIN - FIRST_DAY;
  const from = FIRST_DAY + Math.floor(seeded('day', item, round) * spread);
  const sold = isPlanted ? lines.map((count, day) => (day >= from ? 0 : count)) : lines;
  const { soldDays, days } = sellingDaysAt(lines, from - 1);
  // one that is suspected already would be found anyway
  if (isPhantom(10, sellingDaysAt(lines, from - 1)))
    return { pace: 0, isPlanted: false, after: undefined };
  const after = Array.from({ length: WITHIN }, (_, day) => day).find((day) =>
    isPhantom(10, sellingDaysAt(sold, from + day)),
  );
  return { pace: soldDays / Math.max(1, days), isPlanted, after };
}

const verdicts = Array.from({ length: 10 }, (_, round) => round).flatMap((round) =>
  [...SALES.lines].map(([item, lines]) => judge(item, lines, round)),
);
const partOf = (some: readonly Verdict[], isSo: (one: Verdict) => boolean): number =>
  some.filter(isSo).length / some.length;

const planted = verdicts.filter(({ isPlanted }) => isPlanted);
const fast = (one: Verdict): boolean => one.pace >= 0.5;

describe('phantom stock among real sales', () => {
  it('is found in all that sold on half of the days, within fifteen days', () => {
    const some = planted.filter(fast);
    expect(some.length).toBeGreaterThan(100);
    expect(partOf(some, ({ after }) => after !== undefined)).toBe(1);
    const after = some.map((one) => one.after ?? WITHIN).toSorted((a, b) => a - b);
    expect(after[Math.floor(after.length / 2)]).toBeLessThanOrEqual(8);
  });

  it('is found in half of all that sold on a quarter of the days', () => {
    const some = planted.filter(({ pace }) => pace >= 0.25);
    expect(partOf(some, ({ after }) => after !== undefined)).toBeGreaterThan(0.55);
  });

  it('is what six of ten suspicions mean where one item of ten is planted', () => {
    const found = verdicts.filter((one) => fast(one) && one.after !== undefined);
    expect(partOf(found, ({ isPlanted }) => isPlanted)).toBeGreaterThan(0.6);
    const others = verdicts.filter((one) => fast(one) && !one.isPlanted);
    expect(partOf(others, ({ after }) => after !== undefined)).toBeLessThan(0.06);
  });
});

describe('unusual sales among real ones', () => {
  const judged = [...SALES.lines.values()].flatMap((lines) =>
    lines.flatMap((count, day) => {
      const before = lines.slice(Math.max(0, day - 24), day);
      return day < 24 || count === 0 ? [] : [{ count, before }];
    }),
  );

  it('are one day of a thousand, and nearly every day on which four times the most came', () => {
    expect(judged.length).toBeGreaterThan(10_000);
    const isUnusual = judged.filter(({ count, before }) => areUnusualSales(count, before));
    expect(isUnusual.length).toBeGreaterThan(0);
    expect(isUnusual.length / judged.length).toBeLessThan(0.001);
    const found = judged.filter(({ before }) =>
      areUnusualSales(10 + 4 * Math.max(...before), before),
    );
    expect(found.length / judged.length).toBeGreaterThan(0.9);
  });
});
