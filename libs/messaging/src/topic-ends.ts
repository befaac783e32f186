import type { Admin } from 'kafkajs';
import type { EntityManager } from 'typeorm';
import { readProgress } from './progress.js';

/** By topic and partition: the offset after the last record. */
export type Ends = Readonly<Record<string, Readonly<Record<string, string>>>>;

export async function readEnds(admin: Admin, topics: readonly string[]): Promise<Ends> {
  const ends: Record<string, Record<string, string>> = {};
  for (const topic of topics) {
    const offsets = await admin.fetchTopicOffsets(topic);
    ends[topic] = Object.fromEntries(offsets.map(({ partition, high }) => [partition, high]));
  }
  return ends;
}

/** Whether a stage has stored the effect of everything before the ends. An empty partition has none. */
export async function hasReached(
  manager: Pick<EntityManager, 'query'>,
  stage: string,
  ends: Ends,
): Promise<boolean> {
  for (const [topic, partitions] of Object.entries(ends)) {
    for (const [partition, end] of Object.entries(partitions)) {
      const at = { topic, partition: Number(partition) };
      if ((await readProgress(manager, stage, at)).applied < BigInt(end)) return false;
    }
  }
  return true;
}

/** Messages before the ends whose effect a stage has not stored yet. */
export async function countWaiting(
  manager: Pick<EntityManager, 'query'>,
  stage: string,
  ends: Ends,
): Promise<number> {
  let waiting = 0n;
  for (const [topic, partitions] of Object.entries(ends)) {
    for (const [partition, end] of Object.entries(partitions)) {
      const at = { topic, partition: Number(partition) };
      const left = BigInt(end) - (await readProgress(manager, stage, at)).applied;
      if (left > 0n) waiting += left;
    }
  }
  return Number(waiting);
}
