import { expect, it } from 'vitest';
import { Backoff } from './backoff.js';

it('stays away longer after each failure, within bounds', () => {
  const backoff = new Backoff(() => 1);
  const pauses = Array.from({ length: 9 }, () => backoff.fail());

  expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});
