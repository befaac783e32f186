import type { RawBatch } from './raw-batch.js';

/**
 * One batch for each partition: when a partition comes back in a rebalance while a batch of its former
 * assignment still waits, the newer one begins at the stored progress and holds what the older one does.
 */
export function newestOfEach(batches: readonly RawBatch[]): readonly RawBatch[] {
  const newest = new Map(batches.map((batch) => [`${batch.topic}/${batch.partition}`, batch]));
  return [...newest.values()];
}
