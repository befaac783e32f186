import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WindowLimit } from './limit-dimension.js';
import { RateLimiter } from './rate-limiter.js';

const HOUR_MS = 3_600_000;

const windowOf = (part: Partial<WindowLimit> = {}): WindowLimit => ({
  id: 'calls',
  kind: 'slidingWindow',
  scope: 'account',
  counts: ['write'],
  cost: 'request',
  capacity: 10,
  windowMs: HOUR_MS,
  perRequest: 1,
  perRow: 0,
  ...part,
});

describe('a window', () => {
  let now = 0;
  const limiterOf = (limit: WindowLimit) => new RateLimiter([limit], () => now);
  const spend = (limiter: RateLimiter, calls: number) => {
    for (let call = 0; call < calls; call += 1) limiter.start(1)({ charged: true });
  };

  beforeEach(() => {
    now = 0;
  });

  it('admits its capacity, and the rest once the first calls are out of it', () => {
    const limiter = limiterOf(windowOf());
    spend(limiter, 5);
    now = HOUR_MS / 2;
    spend(limiter, 5);

    expect(limiter.delayMs(1, 'urgent')).toBe(HOUR_MS / 2);
    now = HOUR_MS;
    expect(limiter.delayMs(5, 'urgent')).toBe(0);
  });

  it('keeps a part for what goes to zero, and a larger one from what can wait', () => {
    const limiter = limiterOf(windowOf());
    spend(limiter, 5);
    const lanes = () =>
      (['urgent', 'normal', 'reconcile'] as const).map((lane) => limiter.delayMs(1, lane) === 0);

    expect(lanes()).toEqual([true, true, false]);
    spend(limiter, 4);
    expect(lanes()).toEqual([true, false, false]);
  });

  it('forgets calls that came at a steady pace, however close together', () => {
    const limiter = limiterOf(windowOf({ capacity: 1_000 }));
    for (let call = 0; call < 2_000; call += 1) {
      spend(limiter, 1);
      now += 10_000;
    }

    // 359 of them are less than an hour old.
    spend(limiter, 600);
    expect(limiter.delayMs(1, 'urgent')).toBe(0);
    spend(limiter, 41);
    expect(limiter.delayMs(1, 'urgent')).toBeGreaterThan(0);
  });

  it('learns from an answer what others have spent', () => {
    const limiter = limiterOf(windowOf());
    const hints = [{ cost: 'request' as const, available: 0 }];
    limiter.start(1)({ charged: true, hints });

    expect(limiter.delayMs(1, 'urgent')).toBe(HOUR_MS);
  });

  it('follows a fixed window once it is known when that begins anew', () => {
    const limiter = limiterOf(windowOf({ kind: 'fixedWindow' }));
    const hints = [{ cost: 'request' as const, available: 0, resetsInMs: 60_000 }];
    limiter.start(1)({ charged: true, hints });

    expect(limiter.delayMs(1, 'urgent')).toBe(60_000);
    now = 60_000;
    expect(limiter.delayMs(1, 'urgent')).toBe(0);
  });

  it.each(['slidingWindow', 'fixedWindow'] as const)(
    'is never refused by the real one: %s',
    (kind) => {
      fc.assert(
        fc.property(anyWindow, fc.array(anyCall, { maxLength: 60 }), (given, calls) => {
          now = 0;
          const limit = windowOf({ ...given, kind });
          const limiter = limiterOf(limit);
          const real = new RealWindow(limit, given.beginsAtMs);
          for (const { idleMs, travel, answerMs } of calls) {
            now += idleMs;
            for (let wait = 1; wait > 0; now += wait) wait = limiter.delayMs(1, 'urgent');
            const settle = limiter.start(1);
            const admitted = real.admits(now + travel * answerMs);
            now += answerMs;
            settle({ charged: true });

            expect(admitted).toBe(true);
          }
        }),
        { numRuns: 1000 },
      );
    },
  );
});

const anyWindow = fc.record({
  capacity: fc.integer({ min: 1, max: 20 }),
  windowMs: fc.integer({ min: 1_000, max: 100_000 }),
  beginsAtMs: fc.integer({ min: -100_000, max: 0 }),
});

const anyCall = fc.record({
  idleMs: fc.integer({ min: 0, max: 5_000 }),
  travel: fc.double({ min: 0, max: 1, noNaN: true }),
  answerMs: fc.integer({ min: 0, max: 2_000 }),
});

/** The marketplace's own count, call by call. */
class RealWindow {
  private readonly calls: number[] = [];

  constructor(
    private readonly limit: WindowLimit,
    private readonly beginsAtMs: number,
  ) {}

  admits(atMs: number): boolean {
    const { capacity, kind, windowMs } = this.limit;
    const numberOf = (ms: number) => Math.floor((ms - this.beginsAtMs) / windowMs);
    const counted = this.calls.filter((ms) =>
      kind === 'fixedWindow' ? numberOf(ms) === numberOf(atMs) : ms > atMs - windowMs,
    );
    if (counted.length >= capacity) return false;
    this.calls.push(atMs);
    return true;
  }
}
