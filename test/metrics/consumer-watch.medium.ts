import { topicsOf } from '#contracts';
import { Metrics } from '#observability';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { ConsumerWatch } from '../../apps/alerting/src/consumers/consumer-watch.js';
import { EndOffsets } from '../../apps/alerting/src/consumers/end-offsets.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { shopPolicy } from '../support/policies.js';
import { insertRows } from '../support/rows.js';

const { kafkaBrokers, statePostgres } = inject('stack');
const namespace = `consumers-${process.pid}.`;
const { stockEvents } = topicsOf(namespace);
const changes = `${namespace}cdc.pos.ospos.items`;
const kafka = new Kafka({ brokers: kafkaBrokers, logLevel: logLevel.NOTHING });
const admin = kafka.admin();
const metrics = new Metrics();
let database: TestDatabase;
let ends: EndOffsets;
let watch: ConsumerWatch;

async function produce(topic: string, partition: number, count: number): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  const messages = Array.from({ length: count }, () => ({ partition, value: '{}' }));
  await producer.send({ topic, messages });
  await producer.disconnect();
}

const stored = (topic: string, stage: string, applied: number) => ({
  topic,
  stage,
  applied,
  partition: 0,
  announced: applied,
  updated_at: new Date().toISOString(),
});

async function shown(looks: number): Promise<readonly string[]> {
  for (let count = 0; count < looks; count += 1) await watch.look();
  return (await metrics.scrape()).split('\n').filter((line) => line.startsWith('inv_consumer'));
}

const of = (stage: string, topic: string) => `{stage="${stage}",topic="${topic}"`;

beforeAll(async () => {
  await admin.connect();
  const topics = [changes, stockEvents].map((topic) => ({ topic, numPartitions: 2 }));
  const created = admin.createTopics({ topics, waitForLeaders: true });
  [database] = await Promise.all([createTestDatabase(statePostgres, 'consumers'), created]);
  ends = new EndOffsets({ kafkaBrokers });
  const settings = { namespace };
  watch = new ConsumerWatch(database.dataSource, ends, metrics, shopPolicy(), settings);
  await produce(changes, 0, 5);
  await produce(stockEvents, 0, 5);
  await insertRows(database.dataSource, 'stage_progress', [
    stored(changes, 'normalizer', 5),
    stored(stockEvents, 'availability', 5),
    stored(`${namespace}cdc.former.ospos.items`, 'normalizer', 5),
    stored(`${namespace}claims.v1`, 'claims', 5),
  ]);
});
afterAll(async () => {
  await ends?.onApplicationShutdown();
  await admin.deleteTopics({ topics: [changes, stockEvents] });
  await admin.disconnect();
  await database?.drop();
});

it('tells of each stage and topic of this installation that is there', async () => {
  expect((await shown(10)).toSorted()).toEqual([
    `inv_consumer_lag_records${of('availability', stockEvents)}} 0`,
    `inv_consumer_lag_records${of('normalizer', changes)}} 0`,
    `inv_consumer_status${of('availability', stockEvents)},status="OK"} 1`,
    `inv_consumer_status${of('normalizer', changes)},status="OK"} 1`,
  ]);
});

it('tells a stage that leaves records, and one that never read a partition', async () => {
  await produce(changes, 0, 3);
  await produce(stockEvents, 1, 4);
  const soon = await shown(9);
  expect(soon).toContain(`inv_consumer_lag_records${of('normalizer', changes)}} 3`);
  expect(soon).toContain(`inv_consumer_status${of('normalizer', changes)},status="OK"} 1`);
  expect((await shown(1)).toSorted()).toEqual([
    `inv_consumer_lag_records${of('availability', stockEvents)}} 4`,
    `inv_consumer_lag_records${of('normalizer', changes)}} 3`,
    `inv_consumer_status${of('availability', stockEvents)},status="STOP"} 1`,
    `inv_consumer_status${of('normalizer', changes)},status="STOP"} 1`,
  ]);
});

it('shows nothing while the broker is away, and goes on after it came back', async () => {
  const gone = new EndOffsets({ kafkaBrokers: ['127.0.0.1:1'] });
  let current: Pick<EndOffsets, 'of'> = gone;
  const either = { of: (topics: readonly string[]) => current.of(topics) };
  const policy = shopPolicy();
  watch = new ConsumerWatch(database.dataSource, either, metrics, policy, { namespace });
  await expect(watch.look()).rejects.toThrow(/connect/i);
  expect(await shown(0)).toEqual([]);
  current = ends;
  expect(await shown(1)).toContain(`inv_consumer_lag_records${of('normalizer', changes)}} 3`);
});
