import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ListingQuota, type ListingLimit, type StoredWrites } from './listing-quota.js';

const DAY_MS = 86_400_000;
const STRETCH_MS = DAY_MS / 96;
const LIMIT: ListingLimit = { capacity: 20, windowMs: DAY_MS };
const BUT_ZEROS = 18;
/** A day's even share of one write. */
const SHARE_MS = DAY_MS / LIMIT.capacity;

describe('ListingQuota', () => {
  let now = 0;
  const quotaOf = (stored: readonly StoredWrites[] = []) => {
    const quota = new ListingQuota(LIMIT, () => now);
    quota.recall(stored);
    return quota;
  };
  const mayWrite = (quota: ListingQuota, listing: string, isZero: boolean): boolean =>
    quota.waitMs(listing, isZero) === 0;
  const write = (quota: ListingQuota, listing: string, times: number) => {
    for (let time = 0; time < times; time += 1) quota.wrote(listing);
  };

  beforeEach(() => {
    now = 0;
  });

  it('spreads what is not zero, the more the less is left', () => {
    const quota = quotaOf();
    const waits: number[] = [];
    for (let count = 0; count < BUT_ZEROS; count += 1) {
      waits.push(Math.round((quota.waitMs('CUP-1', false) / SHARE_MS) * 100));
      quota.wrote('CUP-1');
    }

    expect(waits).toEqual([0, 0, 1, 3, 5, 8, 11, 15, 20, 25, 31, 37, 44, 52, 60, 69, 79, 89]);
    expect(quota.waitMs('CUP-1', true)).toBe(0);
  });

  it('keeps the last writes for zeros, and none beyond them', () => {
    const quota = quotaOf();
    write(quota, 'CUP-1', BUT_ZEROS);
    expect([mayWrite(quota, 'CUP-1', false), mayWrite(quota, 'CUP-1', true)]).toEqual([
      false,
      true,
    ]);
    write(quota, 'CUP-1', 2);

    expect(mayWrite(quota, 'CUP-1', true)).toBe(false);
  });

  it('counts each listing by itself', () => {
    const quota = quotaOf();
    write(quota, 'CUP-1', 20);

    expect(mayWrite(quota, 'CUP-2', false)).toBe(true);
  });

  it('says how long to wait, for zeros and for the rest', () => {
    const quota = quotaOf();
    write(quota, 'CUP-1', 1);
    now = 4 * STRETCH_MS;
    write(quota, 'CUP-1', 19);

    expect(quota.waitMs('CUP-1', true)).toBe(DAY_MS - 3 * STRETCH_MS);
    expect(quota.waitMs('CUP-1', false)).toBe(DAY_MS + STRETCH_MS);
  });

  it('goes on from what was stored, and forgets what is too old of it', () => {
    const stored = [
      { listing: 'CUP-1', writes: 10, agoMs: 1_000 },
      { listing: 'CUP-1', writes: 8, agoMs: 2 * STRETCH_MS },
      { listing: 'CUP-2', writes: 30, agoMs: DAY_MS + 2 * STRETCH_MS },
    ];
    const quota = quotaOf(stored);

    expect(quota.waitMs('CUP-1', false)).toBeGreaterThan(SHARE_MS);
    expect(mayWrite(quota, 'CUP-2', false)).toBe(true);
    expect(quota.size).toBe(1);
  });

  it('begins anew without it', () => {
    write(quotaOf(), 'CUP-1', 20);

    expect(mayWrite(quotaOf(), 'CUP-1', false)).toBe(true);
  });

  it('waits for a whole window where more was stored than there may be', () => {
    const quota = quotaOf([{ listing: 'CUP-1', writes: 30, agoMs: 0 }]);

    expect(quota.waitMs('CUP-1', true)).toBeGreaterThanOrEqual(DAY_MS);
  });

  it('counts what is under way as written', () => {
    const quota = quotaOf();
    write(quota, 'CUP-1', 16);

    now += SHARE_MS;
    expect([0, 1, 2].map((underWay) => quota.waitMs('CUP-1', false, underWay) === 0)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('admits what a simple count admits, up to a stretch later, and remembers no more', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 120 }), fc.nat(DAY_MS), (steps, startMs) => {
        now = startMs;
        const quota = quotaOf();
        const simple = new SimpleCount();
        for (const { idleMs, listing, isZero } of steps) {
          now += idleMs;
          const most = isZero ? LIMIT.capacity : BUT_ZEROS;
          const pauseMs = isZero ? 0 : SHARE_MS;
          const waitMs = quota.waitMs(listing, isZero);

          expect(waitMs === 0 && simple.within(listing, DAY_MS, now) >= most).toBe(false);
          expect(waitMs > pauseMs && simple.within(listing, DAY_MS + STRETCH_MS, now) < most).toBe(
            false,
          );
          while (!mayWrite(quota, listing, isZero)) now += quota.waitMs(listing, isZero);
          quota.wrote(listing);
          simple.wrote(listing, now);
          expect(quota.size).toBeGreaterThanOrEqual(simple.listings(DAY_MS, now));
          expect(quota.size).toBeLessThanOrEqual(simple.listings(DAY_MS + STRETCH_MS, now));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

const anyStep = fc.record({
  idleMs: fc.oneof(
    { weight: 20, arbitrary: fc.nat(1_000) },
    { weight: 2, arbitrary: fc.nat(DAY_MS / 4) },
    { weight: 1, arbitrary: fc.nat(DAY_MS * 2) },
  ),
  listing: fc.constantFrom('CUP-1', 'CUP-2', 'CUP-3', 'CUP-4'),
  isZero: fc.boolean(),
});

/** Every write with its time, and nothing forgotten. */
class SimpleCount {
  private readonly writes: { readonly listing: string; readonly atMs: number }[] = [];

  wrote(listing: string, atMs: number): void {
    this.writes.push({ listing, atMs });
  }

  within(listing: string, windowMs: number, nowMs: number): number {
    return this.writes.filter((write) => write.listing === listing && write.atMs > nowMs - windowMs)
      .length;
  }

  listings(windowMs: number, nowMs: number): number {
    const recent = this.writes.filter(({ atMs }) => atMs > nowMs - windowMs);
    return new Set(recent.map(({ listing }) => listing)).size;
  }
}
