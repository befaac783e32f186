import { encodeStockEvent, topicsOf, type StockEventV1 } from '#contracts';
import { createKafka, RecordProducer } from '#messaging';
import type { Admin, Consumer, Kafka } from 'kafkajs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { AppProcess } from '../../../test/support/app-process.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { bazaarPolicy } from '../../../test/support/policies.js';
import { stockEvent } from '../../../test/support/stock-messages.js';

const NAMESPACE = `workers-${process.pid}-`;
const TOPICS = topicsOf(NAMESPACE);
const GROUP = `${NAMESPACE}shelfwire-availability`;
const PARTITIONS = 6;
const SKUS = Array.from({ length: 48 }, (_, index) => `SKU-${index}`);
/** above the session timeout and what an open transaction may idle */
const PATIENCE = { timeout: 90_000, interval: 200 };
/** a transaction of this age belongs to a process that stands still */
const STANDING_MS = 300;

interface Told {
  readonly sku: string;
  readonly version: number;
  readonly channels: Readonly<Record<string, number>>;
}

describe('availability workers that share the topics', () => {
  let database: TestDatabase;
  let folder: string;
  let kafka: Kafka;
  let admin: Admin;
  let producer: RecordProducer;
  let listener: Consumer;
  const workers = new Set<AppProcess>();
  const told = new Map<string, Told[]>();
  let rounds = 0;

  const start = async (): Promise<AppProcess> => {
    const { kafkaBrokers, connectUrl } = inject('stack');
    const surroundings = { folder, databaseUrl: database.url, kafkaBrokers, connectUrl };
    const worker = await AppProcess.start('availability', bazaarPolicy(), {
      ...surroundings,
      namespace: NAMESPACE,
    });
    workers.add(worker);
    return worker;
  };
  const end = async (worker: AppProcess, signal: NodeJS.Signals): Promise<void> => {
    await worker.stop(signal);
    workers.delete(worker);
  };

  /** Every item's row says its round, so each event moves its item by one. */
  const sendRound = async (): Promise<void> => {
    rounds += 1;
    const records = SKUS.map((sku) => {
      const id = `${sku}/${rounds}`;
      return encodeStockEvent(id, levelOf(sku, rounds));
    });
    await producer.send(TOPICS.stockEvents, records);
  };
  const sendDuring = async <T>(work: Promise<T>): Promise<T> => {
    let isOver = false;
    const watched = work.finally(() => (isOver = true));
    while (!isOver) {
      await sendRound();
      await sleep(10);
    }
    return watched;
  };

  const progress = () =>
    database.dataSource.query<{ partition: number; applied: string }[]>(
      `SELECT partition, applied::text FROM stage_progress
       WHERE stage = 'availability' ORDER BY partition`,
    );
  const ends = async () =>
    (await admin.fetchTopicOffsets(TOPICS.stockEvents))
      .map(({ partition, high }) => ({ partition, applied: high }))
      .toSorted((one, other) => one.partition - other.partition);
  const membersAre = (count: number) =>
    vi.waitFor(async () => {
      const { groups } = await admin.describeGroups([GROUP]);
      expect(groups[0]).toMatchObject({ state: 'Stable', members: { length: count } });
    }, PATIENCE);

  /** Halts a worker in a transaction that has written lines and is not committed. */
  const haltInBatch = async (worker: AppProcess): Promise<void> => {
    for (;;) {
      worker.signal('SIGSTOP');
      await sleep(STANDING_MS + 100);
      const open = await database.dataSource.query<unknown[]>(
        `SELECT pid FROM pg_stat_activity AS a
         WHERE datname = current_database() AND state = 'idle in transaction'
           AND state_change < now() - make_interval(secs => $1::float / 1000)
           AND EXISTS (SELECT FROM pg_locks AS l
                       WHERE l.pid = a.pid AND l.relation = 'ledger_line'::regclass
                         AND l.mode = 'RowExclusiveLock')`,
        [STANDING_MS],
      );
      if (open.length > 0) return;
      worker.signal('SIGCONT');
      await sendRound();
      await sleep(rounds % 37);
    }
  };

  /** Each event once, in the topic's order; and the last announcement of each item is its newest. */
  const expectWhole = async (): Promise<void> => {
    await vi.waitFor(async () => expect(await progress()).toEqual(await ends()), PATIENCE);
    const lines = await database.dataSource.query<unknown[]>(
      `SELECT sku, count(*)::int AS events, count(DISTINCT input_offset)::int AS offsets,
              bool_and(change = 1) AS by_one, bool_and(is_later) AS in_order
       FROM (SELECT sku, change, input_offset,
                    input_offset > lag(input_offset, 1, -1) OVER item
                      AND version >= lag(version, 1, 0) OVER item AS is_later
             FROM ledger_line WINDOW item AS (PARTITION BY sku ORDER BY line)) AS line
       GROUP BY sku`,
    );
    const whole = { events: rounds, offsets: rounds, by_one: true, in_order: true };
    expect(lines).toEqual(expect.arrayContaining(SKUS.map((sku): unknown => ({ sku, ...whole }))));
    await vi.waitFor(async () => {
      const items = await database.dataSource.query<Told[]>(
        'SELECT sku, version::int AS version, channels FROM item',
      );
      expect(items).toHaveLength(SKUS.length);
      for (const item of items) expect(told.get(item.sku)?.at(-1)).toMatchObject(item);
    }, PATIENCE);
  };

  beforeAll(async () => {
    const { kafkaBrokers, statePostgres } = inject('stack');
    database = await createTestDatabase(statePostgres, 'workers');
    folder = await mkdtemp(join(tmpdir(), 'workers-'));
    kafka = createKafka(kafkaBrokers, 'workers test');
    admin = kafka.admin();
    await admin.connect();
    const topics = Object.values(TOPICS).map((topic: string) => ({
      topic,
      numPartitions: PARTITIONS,
    }));
    await admin.createTopics({ topics, waitForLeaders: true });
    producer = new RecordProducer(kafka);
    listener = kafka.consumer({ groupId: `${NAMESPACE}listener` });
    await listener.subscribe({ topics: [TOPICS.availability], fromBeginning: true });
    await listener.run({
      eachMessage: ({ message }) => {
        const one = JSON.parse(String(message.value)) as Told;
        told.set(one.sku, [...(told.get(one.sku) ?? []), one]);
        return Promise.resolve();
      },
    });
  }, 60_000);
  afterAll(async () => {
    for (const worker of workers) await end(worker, 'SIGKILL');
    await listener.disconnect();
    await producer.onApplicationShutdown();
    await admin.deleteTopics({ topics: Object.values(TOPICS) as string[] });
    await admin.disconnect();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('refuses what a worker writes that was stopped, and overtaken, in the middle of a batch (I4)', async () => {
    const [stopped] = await Promise.all([start(), start()]);
    await sendDuring(membersAre(2));
    await haltInBatch(stopped);
    await sendDuring(membersAre(1));
    await vi.waitFor(async () => expect(await progress()).toEqual(await ends()), PATIENCE);
    const overtaken = await progress();
    stopped.signal('SIGCONT');
    await vi.waitFor(() => expect(stopped.said.join('\n')).toContain('tried again'), PATIENCE);
    await membersAre(2);

    expect(await progress()).toEqual(overtaken);
    await sendRound();
    await expectWhole();
  }, 240_000);

  it('keeps the order of each item while workers are killed, added and removed', async () => {
    const before = new Map([...told].map(([sku, list]) => [sku, list.length]));
    await sendDuring(start());
    for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
      const [oldest] = workers;
      if (!oldest) throw new Error('no worker is left');
      await sendDuring(end(oldest, signal));
    }
    await sendDuring(membersAre(1));
    await sendRound();
    await expectWhole();

    const falls = [...told].flatMap(([sku, list]) => {
      const versions = list.slice(before.get(sku)).map(({ version }) => version);
      return versions.filter((version, at) => version < (versions[at - 1] ?? 0));
    });
    expect(falls).toEqual([]);
  }, 240_000);
});

const levelOf = (sku: string, round: number): StockEventV1 =>
  stockEvent(round, { sku, quantity: String(round), source: { key: `sku=${sku}` } });
