import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { tokenBucket } from '../../../../test/support/limits.js';
import { costOf, type LimitDimension, type TokenBucketLimit } from './limit-dimension.js';
import { RateLimiter } from './rate-limiter.js';

const points = tokenBucket({
  id: 'points',
  cost: 'points',
  capacity: 100,
  refillPerSecond: 50,
  perRequest: 10,
  perRow: 1,
});

describe('RateLimiter', () => {
  let now = 0;
  const limiterOf = (...dimensions: LimitDimension[]) => new RateLimiter(dimensions, () => now);

  beforeEach(() => {
    now = 0;
  });

  it('starts empty, for who called before is unknown', () => {
    expect(limiterOf(tokenBucket()).delayMs(1, 'urgent')).toBe(201);
  });

  it('keeps a reserve that only urgent calls use', () => {
    const limiter = limiterOf(tokenBucket());
    now = 300;

    expect(limiter.delayMs(1, 'urgent')).toBe(0);
    expect(limiter.delayMs(1, 'normal')).toBe(201);
  });

  it('admits a call that needs the whole bucket once it is full', () => {
    const limiter = limiterOf(tokenBucket({ capacity: 1 }));
    now = 200;

    expect(limiter.delayMs(1, 'normal')).toBe(0);
  });

  it('asks every dimension', () => {
    const limiter = limiterOf(tokenBucket({ refillPerSecond: 1000 }), points);
    now = 1001;

    expect([limiter.delayMs(25, 'normal'), limiter.delayMs(26, 'normal')]).toEqual([0, 20]);
  });

  it('sets tokens aside while a call is under way', () => {
    const limiter = limiterOf(points);
    now = 2000;
    limiter.start(50);

    expect(limiter.delayMs(29, 'urgent')).toBe(0);
    expect(limiter.delayMs(31, 'urgent')).toBe(21);
  });

  it('waits as long as a 429 says, and within reason', () => {
    const limiter = limiterOf(tokenBucket());
    now = 60_000;
    const pauseAfter = (retryAfterMs: number) => {
      limiter.start(1)({ charged: false, retryAfterMs });
      return limiter.delayMs(1, 'urgent');
    };

    expect(pauseAfter(750)).toBe(750);
    expect(pauseAfter(Number.NaN)).toBe(1000);
    expect(pauseAfter(Number.MAX_VALUE)).toBe(3_600_000);
    expect(pauseAfter(-5)).toBe(201);
  });

  it('lets calls wait that the refusing limit counts, and no others', () => {
    const limiter = limiterOf(
      tokenBucket({ id: 'writes', counts: ['write'] }),
      tokenBucket({ id: 'reads', counts: ['read'] }),
      tokenBucket({ id: 'all', counts: ['write', 'read'], capacity: 100, refillPerSecond: 100 }),
    );
    now = 60_000;
    limiter.start(1)({ charged: false, retryAfterMs: 5_000, refusedBy: 'writes' });

    expect(limiter.delayMs(1, 'urgent')).toBe(5_000);
    expect(limiter.delayMs(1, 'urgent', 'read')).toBe(0);
    now += 5_000;
    expect(limiter.delayMs(1, 'urgent')).toBe(0);
  });

  it('begins to count anew at the limit that refused', () => {
    const limiter = limiterOf(
      tokenBucket({ id: 'writes', counts: ['write'] }),
      tokenBucket({ id: 'reads', counts: ['read'] }),
    );
    now = 60_000;
    limiter.start(1)({ charged: false, retryAfterMs: 100, refusedBy: 'writes' });

    expect(limiter.delayMs(1, 'urgent')).toBe(201);
  });

  it('lets every call wait when it does not know the limit that refused', () => {
    const limiter = limiterOf(tokenBucket({ counts: ['write', 'read'] }));
    now = 60_000;
    limiter.start(1)({ charged: false, retryAfterMs: 5_000, refusedBy: 'of-an-older-policy' });

    expect(limiter.delayMs(1, 'urgent', 'read')).toBe(5_000);
    expect(limiter.delayMs(1, 'urgent', 'poll')).toBe(5_000);
  });

  it('takes the word of the marketplace when it has less', () => {
    const limiter = limiterOf(points);
    now = 2000;
    limiter.start(10)({ charged: true, hints: [{ cost: 'points', available: 5 }] });

    expect(limiter.delayMs(10, 'urgent')).toBe(301);
  });

  it('takes the word of the marketplace when it has more', () => {
    const limiter = limiterOf(points);
    now = 400;
    limiter.start(10)({ charged: true, hints: [{ cost: 'points', available: 80 }] });

    expect(limiter.delayMs(50, 'urgent')).toBe(0);
  });

  it('says how many rows a call can carry', () => {
    const row = tokenBucket({ cost: 'row', capacity: 30 });

    expect(limiterOf(tokenBucket(), points).mostRows(200)).toBe(90);
    expect(limiterOf(points, row).mostRows(200)).toBe(30);
    expect(() => limiterOf(tokenBucket({ ...points, capacity: 10 })).mostRows(5)).toThrow(
      'limit "points": a call with one row costs more than its capacity of 10',
    );
  });

  it('is never refused by the real bucket, whenever a call arrives there', () => {
    fc.assert(
      fc.property(anyDimension, fc.array(anyCall, { maxLength: 80 }), (limit, calls) => {
        now = 0;
        const limiter = limiterOf(limit);
        const real = new RealBucket(limit);
        for (const { rows, idleMs, urgent, travel, answerMs } of calls) {
          now += idleMs;
          const carried = Math.min(rows, limiter.mostRows(rows));
          const lane = urgent ? 'urgent' : 'normal';
          for (let wait = 1; wait > 0; now += wait) wait = limiter.delayMs(carried, lane);
          const settle = limiter.start(carried);
          const arrivedAt = now + travel * answerMs;
          const { admitted, available } = real.call(costOf(limit, carried), arrivedAt);
          now += answerMs;
          const hints = limit.cost === 'points' ? [{ cost: limit.cost, available }] : [];
          settle({ charged: true, hints });

          expect(admitted).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('uses nine tenths of the limit or more when there is always work', () => {
    const limiter = limiterOf(points);
    const real = new RealBucket(points);
    for (let calls = 0; now < 60_000; calls += 1) {
      for (let wait = 1; wait > 0; now += wait) wait = limiter.delayMs(50, 'normal');
      const settle = limiter.start(50);
      const { available } = real.call(60, now + 10);
      now += 20;
      settle({ charged: true, hints: [{ cost: 'points', available }] });
    }

    expect(real.taken).toBeGreaterThan(0.9 * 50 * 60);
  });
});

const anyDimension: fc.Arbitrary<TokenBucketLimit> = fc.record({
  id: fc.constant('calls'),
  kind: fc.constant('tokenBucket'),
  scope: fc.constant('account'),
  counts: fc.constant(['write' as const]),
  cost: fc.constantFrom('request', 'row', 'points'),
  capacity: fc.integer({ min: 15, max: 200 }),
  refillPerSecond: fc.double({ min: 0.1, max: 500, noNaN: true }),
  perRequest: fc.integer({ min: 0, max: 10 }),
  perRow: fc.integer({ min: 1, max: 3 }),
});

const anyCall = fc.record({
  rows: fc.integer({ min: 1, max: 60 }),
  idleMs: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 3000, noNaN: true })),
  urgent: fc.boolean(),
  /** at which part of the call it reaches the marketplace */
  travel: fc.double({ min: 0, max: 1, noNaN: true }),
  answerMs: fc.double({ min: 0, max: 2000, noNaN: true }),
});

/** What the marketplace has, written another way: a log of charges instead of a level. */
class RealBucket {
  taken = 0;
  private readonly log: { at: number; cost: number }[] = [];

  constructor(private readonly limit: TokenBucketLimit) {}

  call(cost: number, at: number): { admitted: boolean; available: number } {
    const rest = this.levelAt(at) - cost;
    if (rest < -1e-7) return { admitted: false, available: 0 };
    this.log.push({ at, cost });
    this.taken += cost;
    return { admitted: true, available: Math.max(0, Math.floor(rest)) };
  }

  /** Least over all earlier moments of: full then, refilled since, less what was charged since. */
  private levelAt(at: number): number {
    const { capacity, refillPerSecond } = this.limit;
    let charged = 0;
    let level = capacity;
    for (const call of this.log.toReversed()) {
      charged += call.cost;
      level = Math.min(level, capacity + ((at - call.at) / 1000) * refillPerSecond - charged);
    }
    return level;
  }
}
