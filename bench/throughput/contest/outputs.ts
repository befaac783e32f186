import { setTimeout as sleep } from 'node:timers/promises';
import { decodeAvailability, type AvailabilityV1 } from '#contracts';
import type { Arena } from '../arena.js';

/** Where a topic ends, by partition. */
export type Ends = ReadonlyMap<number, bigint>;

export async function endsOf({ admin }: Pick<Arena, 'admin'>, topic: string): Promise<Ends> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return new Map(offsets.map(({ partition, high }) => [partition, BigInt(high)]));
}

/** Records between two ends; transactions' markers count. */
export function recordsBetween(from: Ends, to: Ends): number {
  let sum = 0n;
  for (const [partition, end] of to) sum += end - (from.get(partition) ?? 0n);
  return Number(sum);
}

/** Input events that a group has committed. */
export async function committedBy(
  { admin }: Pick<Arena, 'admin'>,
  groupId: string,
  topic: string,
): Promise<number> {
  const [found] = await admin.fetchOffsets({ groupId, topics: [topic] });
  return (found?.partitions ?? []).reduce(
    (sum, { offset }) => sum + Math.max(0, Number(offset)),
    0,
  );
}

/** Newest number of each item among what was produced since `from`, transactions that failed left out. */
export async function newestOutputs(
  { kafka }: Pick<Arena, 'kafka' | 'admin'>,
  topic: string,
  from: Ends,
  to: Ends,
): Promise<ReadonlyMap<string, AvailabilityV1>> {
  const newest = new Map<string, AvailabilityV1>();
  const pending = new Map([...to].filter(([partition, end]) => end > (from.get(partition) ?? 0n)));
  const groupId = `bench-reader-${Math.random().toString(36).slice(2)}`;
  const consumer = kafka.consumer({ groupId, readUncommitted: false });
  await consumer.connect();
  await consumer.subscribe({ topics: [topic] });
  consumer.on('consumer.group_join', () => {
    for (const partition of to.keys()) {
      consumer.seek({ topic, partition, offset: String(from.get(partition) ?? 0n) });
    }
  });
  await consumer.run({
    autoCommit: false,
    eachBatch: ({ batch }) => {
      for (const { value } of batch.messages) {
        const message = decodeAvailability(value);
        const known = newest.get(message.sku);
        if (!known || known.version < message.version) newest.set(message.sku, message);
      }
      const end = pending.get(batch.partition);
      // A marker may be the last of a partition, and is never handed over.
      if (end !== undefined && BigInt(batch.lastOffset()) + 2n >= end) {
        pending.delete(batch.partition);
      }
      return Promise.resolve();
    },
  });
  for (const deadline = Date.now() + 60_000; pending.size > 0;) {
    if (Date.now() > deadline) throw new Error(`${topic} could not be read to its end`);
    await sleep(50);
  }
  await consumer.disconnect();
  return newest;
}
