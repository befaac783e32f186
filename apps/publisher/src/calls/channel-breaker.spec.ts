import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallEnd } from './call-end.js';
import { ChannelBreaker } from './channel-breaker.js';

const START = new Date('2026-11-27T00:00:00Z');

describe('ChannelBreaker', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: START }));
  afterEach(() => void vi.useRealTimers());

  const away = () => Promise.resolve<CallEnd>('away');
  const fine = () => Promise.resolve<CallEnd>('fine');
  const later = (ms: number) => vi.setSystemTime(Date.now() + ms);
  /** Fails so often, each time as soon as it is let through. @returns the pauses, milliseconds */
  const fail = async (breaker: ChannelBreaker, times: number) => {
    const pauses: number[] = [];
    for (let n = 0; n < times; n += 1) {
      await breaker.run(away);
      pauses.push(breaker.waitMs - 2);
      later(breaker.waitMs);
    }
    return pauses;
  };

  it('stays away longer after each failure, within bounds, and forgets after a success', async () => {
    const breaker = new ChannelBreaker({ random: () => 1 });
    const pauses = await fail(breaker, 9);
    await breaker.run(fine);

    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(breaker.open).toBeUndefined();
    expect(await fail(breaker, 1)).toEqual([250]);
  });

  it('counts what a call throws, and hands it on', async () => {
    const breaker = new ChannelBreaker();
    await expect(breaker.run(() => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug');

    expect(breaker.open).toMatchObject({ outage: { failures: 1, firstFailedAt: START } });
  });

  it('lets nothing through before its time', async () => {
    const breaker = new ChannelBreaker();
    await breaker.run(away);
    const call = vi.fn<typeof fine>(fine);
    await breaker.run(call);

    expect(call).not.toHaveBeenCalled();
    expect(breaker.waitMs).toBeGreaterThan(0);
  });

  it('counts calls that fail side by side once', async () => {
    const breaker = new ChannelBreaker({ random: () => 1 });
    await Promise.all([breaker.run(away), breaker.run(away), breaker.run(away)]);

    expect(breaker.open?.outage.failures).toBe(1);
  });

  it('gives up after the last pause of a schedule, until somebody asks', async () => {
    const breaker = new ChannelBreaker({ pausesMs: [1_000, 60_000], random: () => 0 });
    // a schedule counts from the first failure
    expect(await fail(breaker, 2)).toEqual([1_000, 59_998]);
    await breaker.run(away);
    const { waitMs } = breaker;
    breaker.reset();

    expect(waitMs).toBe(Number.POSITIVE_INFINITY);
    expect(breaker.waitMs).toBe(0);
    expect(await fail(breaker, 1)).toEqual([1_000]);
  });

  it('goes on where an earlier owner was', async () => {
    const before = new ChannelBreaker({ random: () => 1 });
    await fail(before, 3);
    await before.run(away);
    const next = new ChannelBreaker({ random: () => 1 });
    const open = before.open;
    assert(open);
    next.recall(open);
    const { waitMs } = next;
    later(waitMs);

    expect(waitMs).toBe(2_002);
    expect(await fail(next, 1)).toEqual([4_000]);
  });

  it('tries at once when somebody asks, and still counts', async () => {
    const breaker = new ChannelBreaker({ random: () => 1 });
    await fail(breaker, 3);
    await breaker.run(away);
    breaker.tryNow();

    expect(breaker.waitMs).toBe(0);
    expect(await fail(breaker, 1)).toEqual([4_000]);
  });
});
