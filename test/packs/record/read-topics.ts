import { Kafka, logLevel, type KafkaMessage } from 'kafkajs';
import { recorded, type RecordedMessage } from '../../../apps/cli/src/record/recorded-message.js';

/** Reads all that topics hold now. */
export async function readTopics(
  brokers: string[],
  topics: readonly string[],
): Promise<RecordedMessage[]> {
  const kafka = new Kafka({ brokers, clientId: 'record-samples', logLevel: logLevel.NOTHING });
  let left = await countMessages(kafka, topics);
  const messages: RecordedMessage[] = [];
  const consumer = kafka.consumer({ groupId: `record-samples-${Date.now()}` });
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await new Promise<void>((resolve, reject) => {
      if (left === 0) resolve();
      const eachMessage = ({ topic, partition, message }: Received) => {
        messages.push(recorded(topic, partition, message));
        left -= 1;
        if (left === 0) resolve();
        return Promise.resolve();
      };
      consumer.run({ eachMessage }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return messages;
}

interface Received {
  readonly topic: string;
  readonly partition: number;
  readonly message: KafkaMessage;
}

async function countMessages(kafka: Kafka, topics: readonly string[]): Promise<number> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const offsets = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
    return offsets.flat().reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  } finally {
    await admin.disconnect();
  }
}
