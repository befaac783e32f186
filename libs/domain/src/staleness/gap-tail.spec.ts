import { describe, expect, it } from 'vitest';
import { UNLIKELY_BY_CHANCE, unlikelyGap } from './gap-tail.js';

/** So many gaps as an exponential law gives, each `stretch` times as long beyond the first percent. */
const gaps = (total: number, stretch: number): number[] =>
  Array.from({ length: total }, (_, index) => {
    const missed = -Math.log((index + 0.5) / total);
    const tail = Math.log(100);
    return missed <= tail ? missed : tail + (missed - tail) * stretch;
  });

describe('the gap that is not chance any more', () => {
  it('is that of chance where nothing is known', () => {
    expect(unlikelyGap([])).toBeCloseTo(UNLIKELY_BY_CHANCE, 6);
    expect(UNLIKELY_BY_CHANCE).toBeCloseTo(13.8, 1);
  });

  it('is about that of chance where gaps came by chance', () => {
    const unlikely = unlikelyGap(gaps(20_000, 1));
    expect(unlikely).toBeGreaterThanOrEqual(UNLIKELY_BY_CHANCE);
    expect(unlikely).toBeLessThan(1.02 * UNLIKELY_BY_CHANCE);
  });

  it('is longer where the tail is heavier', () => {
    expect(unlikelyGap(gaps(20_000, 3))).toBeGreaterThan(2 * UNLIKELY_BY_CHANCE);
  });

  it('is never shorter than that of chance', () => {
    expect(unlikelyGap(gaps(20_000, 0))).toBeCloseTo(UNLIKELY_BY_CHANCE, 6);
  });
});
