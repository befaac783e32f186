import { describe, expect, it } from 'vitest';
import { FeedPositions } from './feed-positions.js';

const span = (partition: number, low: bigint, high: bigint) => ({
  topic: 'availability.v1',
  partition,
  low,
  high,
});

describe('FeedPositions', () => {
  it('begins at the end of the log and reads what was stored, once for all partitions', async () => {
    let reads = 0;
    const positions = new FeedPositions(() => {
      reads += 1;
      return Promise.resolve();
    });
    const starts = [positions.startFrom(span(0, 0n, 7n)), positions.startFrom(span(1, 0n, 9n))];

    expect([await Promise.all(starts), reads]).toEqual([[7n, 9n], 1]);
  });

  it('goes on where it was after a rebalance, within what the log still holds', async () => {
    const positions = new FeedPositions(() => Promise.resolve());
    await Promise.all([0, 1, 2].map((at) => positions.startFrom(span(at, 0n, 10n))));
    positions.passed(0, 15n);

    expect(await positions.startFrom(span(0, 0n, 40n))).toBe(15n);
    expect(await positions.startFrom(span(1, 20n, 40n))).toBe(20n);
    expect(await positions.startFrom(span(2, 0n, 3n))).toBe(3n);
  });

  it('reads a partition that was added later from its beginning', async () => {
    const positions = new FeedPositions(() => Promise.resolve());
    await positions.startFrom(span(0, 0n, 10n));

    expect(await positions.startFrom(span(1, 0n, 4n))).toBe(0n);
  });
});
