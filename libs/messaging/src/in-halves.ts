/** Below this many messages a transaction of its own costs more than waiting for the other half does. */
const WORTH_HALVING = 400;

/**
 * Batches of different partitions in two parts of about the same size, so that the process computes one while
 * the database works at the other. Few messages stay together.
 */
export function inHalves<T>(
  batches: readonly T[],
  sizeOf: (batch: T) => number,
): readonly (readonly T[])[] {
  const sized = batches.map((batch) => ({ batch, size: sizeOf(batch) }));
  const total = sized.reduce((sum, { size }) => sum + size, 0);
  if (batches.length < 2 || total < WORTH_HALVING) return [batches];
  const one = { size: 0, batches: [] as T[] };
  const other = { size: 0, batches: [] as T[] };
  for (const { batch, size } of sized.toSorted((a, b) => b.size - a.size)) {
    const lesser = one.size <= other.size ? one : other;
    lesser.size += size;
    lesser.batches.push(batch);
  }
  return [one.batches, other.batches];
}
