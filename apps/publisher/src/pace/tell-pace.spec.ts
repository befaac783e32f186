import { RateLimiter } from '#channels';
import { expect, it } from 'vitest';
import { tokenBucket } from '../../../../test/support/limits.js';
import { newListing } from '../listings/listing.js';
import { ListingQueues } from '../listings/listing-queues.js';
import { paceOf } from './tell-pace.js';

const desired = (quantity: number) => ({
  version: 2,
  quantity,
  recordedAt: `2026-03-01T10:00:0${quantity}.000Z`,
});

it('tells the lanes in which something waits, and how much of each limit is left', () => {
  let now = 0;
  const limiter = new RateLimiter([tokenBucket({ capacity: 20, refillPerSecond: 10 })], () => now);
  const queues = new ListingQueues();
  for (const [sku, quantity] of [
    ['a', 0],
    ['b', 0],
    ['c', 7],
  ] as const) {
    const shown = { version: 1, quantity: 5, isSure: true };
    const listing = Object.assign(newListing(sku), {
      desired: { sku, ...desired(quantity) },
      shown,
      waitingSince: desired(quantity).recordedAt,
    });
    queues.place(listing);
  }
  now = 1_550;
  expect(paceOf(queues, limiter.read())).toEqual({
    lanes: [
      { lane: 'to_zero', count: 2, oldestSince: desired(0).recordedAt, samples: ['a', 'b'] },
      { lane: 'rest', count: 1, oldestSince: desired(7).recordedAt, samples: ['c'] },
    ],
    limits: [
      expect.objectContaining({
        cost: 'request',
        capacity: 20,
        left: 15.5,
        fullInMs: 450,
        pausedMs: 0,
      }),
    ],
  });
});

it('says so when the channel asked for a pause', () => {
  const limiter = new RateLimiter([tokenBucket({ capacity: 20, refillPerSecond: 10 })], () => 0);
  limiter.start(1)({ charged: true, retryAfterMs: 4_000 });
  expect(paceOf(new ListingQueues(), limiter.read()).limits).toMatchObject([
    { left: 0, pausedMs: 4_000 },
  ]);
});
