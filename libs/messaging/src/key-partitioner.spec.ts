import fc from 'fast-check';
import { Partitioners, type PartitionMetadata } from 'kafkajs';
import { expect, it } from 'vitest';
import { keyPartitioner } from './key-partitioner.js';

const partitions = (count: number): PartitionMetadata[] =>
  Array.from({ length: count }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 1,
    replicas: [1],
    isr: [1],
  }));

it('puts every key where the default partitioner puts it', () => {
  const ours = keyPartitioner();
  const theirs = Partitioners.DefaultPartitioner();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (key, count) => {
      const record = {
        topic: 't',
        partitionMetadata: partitions(count),
        message: { key, value: '' },
      };
      expect(ours(record)).toBe(theirs(record));
    }),
    { numRuns: 2_000 },
  );
});

it('refuses a record without a key, which would have no order', () => {
  const record = {
    topic: 't',
    partitionMetadata: partitions(4),
    message: { key: null, value: '' },
  };
  expect(() => keyPartitioner()(record)).toThrow('without a key');
});
