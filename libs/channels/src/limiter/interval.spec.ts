import { expect, it } from 'vitest';
import type { LimitDimension } from './limit-dimension.js';
import { RateLimiter } from './rate-limiter.js';

const MINUTE_MS = 60_000;
const STOCK_IMPORT: LimitDimension = {
  id: 'imports',
  kind: 'minInterval',
  scope: 'account',
  counts: ['write'],
  cost: 'request',
  perRequest: 1,
  perRow: 0,
  intervalMs: MINUTE_MS,
};

it('waits from one call to the next, the first one included, and counts only what it is for', () => {
  let now = 0;
  const limiter = new RateLimiter([STOCK_IMPORT], () => now);
  const delays = () => [limiter.delayMs(500, 'urgent'), limiter.delayMs(1, 'urgent', 'poll')];

  expect(delays()).toEqual([MINUTE_MS, 0]);
  now = MINUTE_MS;
  const settle = limiter.start(500);
  expect(limiter.delayMs(1, 'urgent')).toBeGreaterThan(0);
  now += 300;
  settle({ charged: true });
  expect(delays()).toEqual([MINUTE_MS, 0]);
  now += MINUTE_MS;
  limiter.start(1)({ charged: false });
  expect(delays()).toEqual([0, 0]);
});
