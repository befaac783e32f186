import { ConnectClient } from '#connect';
import { Kafka, logLevel } from 'kafkajs';
import type { StackEndpoints } from '../../tools/stack/stack.js';

/** Ends what an installation has left at Connect and on the broker, by its namespace. */
export async function removeCapture(stack: StackEndpoints, namespace: string): Promise<void> {
  const connect = new ConnectClient(stack.connectUrl);
  for (const name of await connect.connectors()) {
    if (name.startsWith(namespace)) await connect.delete(name);
  }
  const admin = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(namespace));
    if (topics.length > 0) await admin.deleteTopics({ topics });
  } finally {
    await admin.disconnect();
  }
}
