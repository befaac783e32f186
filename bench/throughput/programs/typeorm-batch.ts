import 'reflect-metadata';
import { Kafka, logLevel } from 'kafkajs';
import { DataSource } from 'typeorm';
import { endWith, readArguments } from './arguments.js';
import { applyBatch } from './typeorm-batch-apply.js';
import { availabilityOf } from './typeorm-numbers.js';
import { Stock, type StockMessage } from './typeorm-stock.js';

/**
 * What someone who knows TypeORM and Kafka writes: whole batches, each message parsed once, the newest
 * of each row kept, few reads and upserts in one transaction, one send, then the offsets.
 */
const { brokers, groupId, input, output, databaseUrl, channels } = readArguments();
const dataSource = await new DataSource({
  type: 'postgres',
  url: databaseUrl,
  entities: [Stock],
  synchronize: true,
}).initialize();
const kafka = new Kafka({ brokers, logLevel: logLevel.ERROR });
const consumer = kafka.consumer({ groupId });
const producer = kafka.producer({ allowAutoTopicCreation: false });

await producer.connect();
await consumer.connect();
endWith(async () => {
  await consumer.disconnect();
  await producer.disconnect();
  await dataSource.destroy();
});
await consumer.subscribe({ topics: [input], fromBeginning: true });
await consumer.run({
  partitionsConsumedConcurrently: 4,
  eachBatch: async (payload) => {
    const parse = ({ value }: { value: Buffer | null }) =>
      JSON.parse(value?.toString() ?? '') as StockMessage;
    const changed = await applyBatch(dataSource, payload.batch.messages.map(parse));
    const messages = changed.map(({ message, rows }) => availabilityOf(message, rows, channels));
    if (messages.length > 0) await producer.send({ topic: output, acks: -1, messages });
    await payload.heartbeat();
  },
});
