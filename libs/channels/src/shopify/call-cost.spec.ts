import { describe, expect, it } from 'vitest';
import { hintsOf, pauseOf } from './call-cost.js';

const cost = (requestedQueryCost: number, currentlyAvailable: number, restoreRate: number) => ({
  requestedQueryCost,
  throttleStatus: { currentlyAvailable, restoreRate },
});

describe('pauseOf', () => {
  it.each([
    ['what is missing, at the pace at which it comes back', cost(70, 66, 50), 80],
    ['a part of a millisecond as a whole one', cost(10, 9, 3_000), 1],
    ['a second, where nothing seems to be missing', cost(10, 66, 50), 1_000],
    ['a second, where nothing comes back', cost(10, 0, 0), 1_000],
    ['a second, where nothing is told', undefined, 1_000],
  ])('waits for %s', (_, told, pauseMs) => {
    expect(pauseOf(told)).toBe(pauseMs);
  });
});

describe('hintsOf', () => {
  it('tells what is left, and how fast it comes back', () => {
    expect(hintsOf(cost(10, 1_990, 100))).toEqual([
      { cost: 'points', available: 1_990, refillPerSecond: 100 },
    ]);
  });
});
