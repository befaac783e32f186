import { readSettings } from '#config';
import { topicsOf } from '#contracts';
import { BatchConsumer, createKafka } from '#messaging';
import { Logger } from '@nestjs/common';
import { Partitioners } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { shopDay } from '../../../../test/support/shop-day.js';
import { ApplyBatches } from '../apply-batches.js';
import { plainTerms } from '../terms/policy-terms.js';
import { rebuild, type RebuildVerdict } from './rebuild.js';

const stack = inject('stack');
const namespace = `rebuild${process.pid}.`;
const topic = topicsOf(namespace).stockEvents;
const kafka = createKafka(stack.kafkaBrokers, 'test-rebuild');
const CHANGES = 600;
/** the changes, and one word of repair */
const EVENTS = CHANGES + 1;
const PARTITIONS = 3;

let database: TestDatabase;

const run = (): Promise<RebuildVerdict> => {
  const settings = readSettings({
    SHELFWIRE_NAMESPACE: namespace,
    SHELFWIRE_DATABASE_URL: database.url,
    SHELFWIRE_CONNECT_URL: stack.connectUrl,
    SHELFWIRE_KAFKA_BROKERS: stack.kafkaBrokers.join(','),
  });
  const schema = `rebuild_${Date.now()}`;
  return rebuild(settings, shopPolicy(), { schema, keep: false, onProgress: () => {} });
};

const differencesOf = ({ tables }: RebuildVerdict) => tables.flatMap(({ shown }) => shown);

beforeAll(async () => {
  database = await createTestDatabase(stack.statePostgres, 'rebuild');
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    topics: [{ topic, numPartitions: PARTITIONS }],
    waitForLeaders: true,
  });
  await admin.disconnect();
});
afterAll(async () => {
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
  await database.drop();
});

async function produce(seed: number): Promise<void> {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({
    topic,
    messages: shopDay(seed, CHANGES).map(({ key, value, headers }) => ({ key, value, headers })),
  });
  await producer.disconnect();
}

/** Folds what the topic holds, as the live stage does: other batches than those of the rebuild. */
async function foldLive(ends: bigint): Promise<void> {
  const apply = new ApplyBatches(database.dataSource, {
    current: () => ({ ...plainTerms(shopPolicy()), now: new Date() }),
  });
  const reached = new Map<number, bigint>();
  const groupId = `${namespace}live-${Date.now()}`;
  await new Promise<void>((resolve, reject) => {
    const consumer = new BatchConsumer(
      kafka,
      { groupId, topics: [topic], commitsHints: false, startFrom: () => Promise.resolve(0n) },
      async (batches) => {
        for (const batch of batches) {
          for (let from = 0; from < batch.messages.length; from += 7) {
            const messages = batch.messages.slice(from, from + 7);
            const nextOffset = (messages.at(-1)?.offset ?? 0n) + 1n;
            await apply.handle([{ ...batch, messages, nextOffset }], () => 0n);
          }
          reached.set(batch.partition, batch.nextOffset);
        }
        const sum = [...reached.values()].reduce((a, b) => a + b, 0n);
        if (sum >= ends) setImmediate(() => void consumer.stop().then(resolve, reject));
      },
      new Logger('test'),
      reject,
    );
    consumer.start().catch(reject);
  });
}

describe('rebuild', () => {
  beforeAll(async () => {
    await produce(1);
    await foldLive(BigInt(EVENTS));
  }, 120_000);

  it('equals the live state, byte by byte, whatever batches it was folded in', async () => {
    const verdict = await run();
    expect(differencesOf(verdict)).toEqual([]);
    expect(verdict.ok).toBe(true);
    const rows = new Map(verdict.tables.map(({ table, rows: count }) => [table, count]));
    expect(rows.get('contribution')).toBeGreaterThan(50);
    expect(rows.get('stock_position')).toBeGreaterThan(20);
    expect(rows.get('ledger_line')).toBeGreaterThan(EVENTS / 2);
    expect([...verdict.upTo.values()].reduce((a, b) => a + b, 0n)).toBe(BigInt(EVENTS));
  });

  it('leaves no schema behind', async () => {
    const schemas = await database.dataSource.query<unknown[]>(
      `SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'rebuild%'`,
    );
    expect(schemas).toEqual([]);
  });

  it('stops where the live stage has come to, though the topic goes on', async () => {
    await produce(2);
    const verdict = await run();
    expect(verdict.ok).toBe(true);
    expect([...verdict.upTo.values()].reduce((a, b) => a + b, 0n)).toBe(BigInt(EVENTS));
    await foldLive(2n * BigInt(EVENTS));
    expect(await run()).toMatchObject({ ok: true });
  });

  it('names table, key, column and both values of what differs', async () => {
    await database.dataSource.query(
      `UPDATE stock_position SET available_base = available_base + 1
       WHERE (partition, sku, location, source) IN (
         SELECT partition, sku, location, source FROM stock_position ORDER BY sku LIMIT 1)`,
    );
    const [gone] = await database.dataSource.query<[{ sku: string }[]]>(
      `DELETE FROM contribution WHERE (partition, sku, row_key) IN (
         SELECT partition, sku, row_key FROM contribution ORDER BY sku DESC LIMIT 1)
       RETURNING sku`,
    );
    const verdict = await run();
    expect(verdict.ok).toBe(false);
    const [lost, changed] = differencesOf(verdict);
    expect(lost).toMatchObject({
      table: 'contribution',
      key: { sku: gone[0]?.sku },
      column: null,
      live: null,
    });
    expect(changed).toMatchObject({ table: 'stock_position', column: 'available_base' });
    expect(Number(changed?.live)).toBe(Number(changed?.rebuilt) + 1);
  });
});
