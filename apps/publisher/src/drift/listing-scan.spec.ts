import { describe, expect, it } from 'vitest';
import { ListingScan } from './listing-scan.js';

const DAY_MS = 86_400_000;

describe('ListingScan', () => {
  it('is due at once, goes on page by page, and is due again a day after its end', () => {
    const scan = new ListingScan(DAY_MS, 100);
    const before = scan.lane;
    const ended = [scan.passed('page-2', 200), scan.passed(null, 300)];

    expect([before, scan.lane]).toEqual(['normal', 'reconcile']);
    expect(ended).toEqual([false, true]);
    expect(scan.after).toBeNull();
    expect([scan.isDue(300), scan.isDue(299 + DAY_MS), scan.isDue(300 + DAY_MS)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('counts from when an earlier owner read all', () => {
    const scan = new ListingScan(DAY_MS, 0);
    scan.readBefore(DAY_MS - 1_000, 50);

    expect(scan.lane).toBe('reconcile');
    expect([scan.isDue(1_049), scan.isDue(1_050)]).toEqual([false, true]);
  });

  it('is due when somebody asks, from the beginning, even where it never is by itself', () => {
    const scan = new ListingScan(null, 0);
    const never = scan.isDue(Number.MAX_SAFE_INTEGER);
    scan.passed('page-2', 10);
    scan.ask();

    expect(never).toBe(false);
    expect(scan.isDue(10)).toBe(true);
    expect(scan.after).toBeNull();
    scan.passed(null, 20);
    expect(scan.isDue(Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});
