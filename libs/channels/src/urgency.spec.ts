import { describe, expect, it } from 'vitest';
import { urgencyOf } from './urgency.js';

describe('urgencyOf', () => {
  it.each([
    [7, 0, 'to_zero'],
    [null, 0, 'to_zero'],
    [9, 5, 'low_and_falling'],
    [3, 1, 'low_and_falling'],
    [0, 1, 'back_in_stock'],
    [0, 90, 'back_in_stock'],
    [100, 50, 'large_change'],
    [3, 5, 'large_change'],
    [100, 51, 'rest'],
    [5, 6, 'rest'],
    [null, 8, 'rest'],
  ])('from %s to %i: %s', (shown, desired, urgency) => {
    expect(urgencyOf(shown, desired)).toBe(urgency);
  });
});
