import { Kafka, logLevel } from 'kafkajs';

/** `topic/partition` → end offset of every log that a stage must have read; heartbeats never rest. */
export async function logEnds(
  brokers: readonly string[],
  namespace: string,
): Promise<Map<string, bigint>> {
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId: 'oracle',
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const topics = (await admin.listTopics()).filter(
      (topic) =>
        topic === `${namespace}stock.events.v1` ||
        /cdc\.\w+\.\w+\.(ospos|stock|product)_\w+$/.test(topic.slice(namespace.length)),
    );
    const ends = new Map<string, bigint>();
    for (const topic of topics.filter((name) => name.startsWith(namespace))) {
      for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
        ends.set(`${topic}/${partition}`, BigInt(high));
      }
    }
    return ends;
  } finally {
    await admin.disconnect();
  }
}
