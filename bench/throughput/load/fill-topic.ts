import type { KafkaRecord } from '#contracts';
import type { Kafka, Message } from 'kafkajs';

const PER_REQUEST = 500;

/** A record with the partition that it belongs on. */
export interface PlacedRecord {
  readonly partition: number;
  readonly record: KafkaRecord;
}

/** Puts records on a topic, those of one partition in order. */
export async function fillTopic(
  kafka: Kafka,
  topic: string,
  records: Iterable<PlacedRecord>,
): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  try {
    const waiting = new Map<number, Message[]>();
    for (const { partition, record } of records) {
      const messages = waiting.get(partition) ?? [];
      waiting.set(partition, messages);
      messages.push({ ...record, partition });
      if (messages.length < PER_REQUEST) continue;
      waiting.delete(partition);
      await producer.send({ topic, messages });
    }
    for (const messages of waiting.values()) await producer.send({ topic, messages });
  } finally {
    await producer.disconnect();
  }
}
