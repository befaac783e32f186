import { describe, expect, it } from 'vitest';
import { oldestAgeSeconds, waitingOn, type TopicOffsets } from './backlog.js';

const ends = (partition: number, low: number, high: number) => ({
  partition,
  low: String(low),
  high: String(high),
});

describe('waitingOn', () => {
  it('counts what lies beyond the applied offsets', () => {
    const progress = [
      { partition: 0, applied: '7' },
      { partition: 1, applied: '5' },
    ];
    const waiting = waitingOn([ends(0, 0, 10), ends(1, 0, 5)], progress);
    expect(waiting).toEqual({ messages: 3, from: new Map([[0, 7n]]) });
  });

  it('counts only what a partition still holds', () => {
    expect(waitingOn([ends(0, 40, 50)], [{ partition: 0, applied: '3' }]).messages).toBe(10);
    expect(waitingOn([ends(0, 40, 50), ends(1, 0, 2)], []).messages).toBe(12);
  });
});

describe('oldestAgeSeconds', () => {
  const now = new Date(Date.UTC(2026, 0, 5, 9));
  /** A partition whose messages are of the given ages in seconds, oldest first. */
  const partitionOf = (ages: readonly number[]): TopicOffsets => ({
    ends: () => Promise.resolve([ends(0, 0, ages.length)]),
    since: (_, time) => {
      const offset = ages.findIndex((age) => now.getTime() - age * 1000 >= time.getTime());
      return Promise.resolve([{ partition: 0, offset: String(offset < 0 ? ages.length : offset) }]);
    },
  });
  const from = (offset: bigint) => ({ messages: 1, from: new Map([[0, offset]]) });

  it.each([0.7, 1, 3, 59, 3_600, 200_000])(
    'finds an age of %d s to within a sixteenth',
    async (age) => {
      const found = await oldestAgeSeconds('t', from(1n), partitionOf([age * 3, age, 0.1]), now);
      expect(found).toBeLessThanOrEqual(age);
      expect(found).toBeGreaterThanOrEqual(age * (15 / 16) - 1 / 16);
    },
  );

  it('is zero where nothing waits', async () => {
    const nothing = { messages: 0, from: new Map() };
    expect(await oldestAgeSeconds('t', nothing, partitionOf([5]), now)).toBe(0);
  });
});
