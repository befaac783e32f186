import type { Admin } from 'kafkajs';
import type { EntityManager } from 'typeorm';
import { appliedOf } from './progress.js';

/** By topic and partition: the offset after the last record. */
export type Ends = Readonly<Record<string, Readonly<Record<string, string>>>>;

export async function readEnds(admin: Admin, topics: readonly string[]): Promise<Ends> {
  const ends = topics.map(async (topic) => {
    const offsets = await admin.fetchTopicOffsets(topic);
    return [topic, Object.fromEntries(offsets.map(({ partition, high }) => [partition, high]))];
  });
  return Object.fromEntries(await Promise.all(ends)) as Ends;
}

/** Whether a stage has stored the effect of everything before the ends. An empty partition has none. */
export async function hasReached(
  manager: Pick<EntityManager, 'query'>,
  stage: string,
  ends: Ends,
): Promise<boolean> {
  return (await countWaiting(manager, stage, ends)) === 0;
}

/** Messages before the ends whose effect a stage has not stored yet. */
export async function countWaiting(
  manager: Pick<EntityManager, 'query'>,
  stage: string,
  ends: Ends,
): Promise<number> {
  const places = Object.entries(ends).flatMap(([topic, partitions]) =>
    Object.entries(partitions).map(([partition, end]) => ({
      topic,
      partition: Number(partition),
      end: BigInt(end),
    })),
  );
  const applied = await appliedOf(manager, stage, places);
  const left = places.map(({ end }, at) => end - (applied[at] ?? 0n));
  return Number(left.reduce((sum, waiting) => (waiting > 0n ? sum + waiting : sum), 0n));
}
