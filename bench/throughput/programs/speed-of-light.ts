import { Kafka, logLevel } from 'kafkajs';
import { endWith, readArguments } from './arguments.js';

/**
 * The least that any program on kafkajs must do: consume, parse whole, produce one message for each of
 * the size that the real ones have. It decides nothing and keeps nothing.
 */
const { brokers, groupId, input, output, sample } = readArguments();
const kafka = new Kafka({ brokers, logLevel: logLevel.ERROR });
const consumer = kafka.consumer({ groupId });
const producer = kafka.producer({ allowAutoTopicCreation: false });
const PER_REQUEST = 2_000;

await producer.connect();
await consumer.connect();
endWith(async () => {
  await consumer.disconnect();
  await producer.disconnect();
});
await consumer.subscribe({ topics: [input], fromBeginning: true });
await consumer.run({
  eachBatchAutoResolve: true,
  partitionsConsumedConcurrently: 4,
  eachBatch: async (payload) => {
    const { batch } = payload;
    const messages = batch.messages.map(({ key, value: text }) => {
      const event = JSON.parse(text?.toString() ?? '') as object;
      if (!('source' in event)) throw new Error('not an event');
      return { key, ...sample };
    });
    for (let at = 0; at < messages.length; at += PER_REQUEST) {
      const chunk = messages.slice(at, at + PER_REQUEST);
      await producer.send({ topic: output, acks: -1, messages: chunk });
    }
    await payload.heartbeat();
  },
});
