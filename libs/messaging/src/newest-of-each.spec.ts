import { expect, it } from 'vitest';
import { newestOfEach } from './newest-of-each.js';
import type { RawBatch } from './raw-batch.js';

const batch = (topic: string, partition: number, nextOffset: bigint): RawBatch => ({
  topic,
  partition,
  nextOffset,
  messages: [],
  alive: () => true,
});

it('keeps the newest batch of each partition', () => {
  const kept = newestOfEach([
    batch('a', 0, 3n),
    batch('a', 1, 4n),
    batch('b', 0, 5n),
    batch('a', 0, 9n),
  ]);

  expect(kept.map(({ topic, partition, nextOffset }) => [topic, partition, nextOffset])).toEqual([
    ['a', 0, 9n],
    ['a', 1, 4n],
    ['b', 0, 5n],
  ]);
});
