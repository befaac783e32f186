import { readSettings } from '#config';
import { topicsOf } from '#contracts';
import { BatchConsumer, createKafka, type RawMessage } from '#messaging';
import { Logger } from '@nestjs/common';
import { Partitioners } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { shopDay } from '../../../../test/support/shop-day.js';
import { stockMessage } from '../../../../test/support/stock-messages.js';
import { ApplyBatches } from '../apply-batches.js';
import { forgetMovements } from '../retention/forget-movements.js';
import type { ContributionKey, RelationKey } from '../stock-state.js';
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
let sent = 0n;

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

const produce = (seed: number): Promise<void> => send(shopDay(seed, CHANGES));

async function send(messages: readonly RawMessage[]): Promise<void> {
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({
    topic,
    messages: messages.map(({ key, value, headers }) => ({ key, value, headers })),
  });
  await producer.disconnect();
  sent += BigInt(messages.length);
}

/** Folds what the topic holds, as the live stage does: other batches than those of the rebuild. */
async function foldLive(): Promise<void> {
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
        if (sum >= sent) setImmediate(() => void consumer.stop().then(resolve, reject));
      },
      new Logger('test'),
      reject,
    );
    consumer.start().catch(reject);
  });
}

/** As the live stage does, partition by partition. */
async function forgetBefore(before: string) {
  const relations = await database.dataSource.query<(RelationKey & { partition: number })[]>(
    'SELECT partition, sku, source FROM ledger_relation ORDER BY sku, source',
  );
  const forgotten = Array.from({ length: PARTITIONS }, (_, partition) => {
    const own = relations.filter((relation) => relation.partition === partition);
    return forgetMovements(database.dataSource, { topic, partition }, own, before);
  });
  return (await Promise.all(forgotten)).flatMap((one) => one.flatMap(({ rows }) => rows));
}

function amendmentOf(
  { sku, source: system, table, rowKey: key, rule }: ContributionKey,
  index: number,
) {
  const source = { system, table, key, rule, op: 'u' as const, epoch: 99 };
  const at = '2026-03-02T00:00:00.000Z';
  const given = { sku, source, effect: 'delta' as const, occurredAt: at, recordedAt: at };
  return stockMessage(index, { ...given, kind: 'adjustment', quantity: '7' }, `amended-${index}`);
}

describe('rebuild', () => {
  beforeAll(async () => {
    await produce(1);
    await foldLive();
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
    await foldLive();
    expect(await run()).toMatchObject({ ok: true });
  });

  it('forgets where the live stage forgot, and finds the same exceptions', async () => {
    const forgotten = await forgetBefore('2026-03-01T00:06:00.000Z');
    const amended = forgotten.slice(0, 3).map((row, index) => amendmentOf(row, index));
    await send([...amended, ...shopDay(3, CHANGES)]);
    await foldLive();
    await forgetBefore('2026-03-01T00:09:00.000Z');
    const verdict = await run();
    expect(differencesOf(verdict)).toEqual([]);
    const rows = new Map(verdict.tables.map(({ table, rows: count }) => [table, count]));
    expect(rows.get('reconciliation_exception')).toBe(3);
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
