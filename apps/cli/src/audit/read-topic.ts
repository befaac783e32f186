import type { Kafka, KafkaMessage } from 'kafkajs';
import { randomUUID } from 'node:crypto';

export interface ReadMessage {
  readonly partition: number;
  readonly message: KafkaMessage;
}

/** Hands over every message that a topic holds at the call, and returns after the last. */
export async function readTopic(
  kafka: Kafka,
  topic: string,
  take: (read: ReadMessage) => void,
): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await admin.fetchTopicOffsets(topic);
    const ends = new Map(
      offsets
        .filter(({ low, high }) => BigInt(high) > BigInt(low))
        .map(({ partition, high }) => [partition, BigInt(high)]),
    );
    if (ends.size === 0) return;
    const groupId = `shelfwire-read-${randomUUID()}`;
    await consume(kafka, { topic, groupId, ends, take });
    // The group was for this one reading; an empty one would go away by itself, later.
    await admin.deleteGroups([groupId]).catch(() => undefined);
  } finally {
    await admin.disconnect();
  }
}

interface Reading {
  readonly topic: string;
  readonly groupId: string;
  /** by partition, the offset to stop before; emptied as they are reached */
  readonly ends: Map<number, bigint>;
  readonly take: (read: ReadMessage) => void;
}

async function consume(kafka: Kafka, { topic, groupId, ends, take }: Reading): Promise<void> {
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
      consumer
        .run({
          autoCommit: false,
          eachBatch: async ({ batch }) => {
            const end = ends.get(batch.partition);
            if (end === undefined) return;
            for (const message of batch.messages) {
              if (BigInt(message.offset) < end) take({ partition: batch.partition, message });
            }
            if (BigInt(batch.lastOffset()) + 1n >= end) ends.delete(batch.partition);
            if (ends.size === 0) resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}
