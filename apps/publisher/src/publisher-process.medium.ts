import { CALL_KINDS } from '#channels';
import { encodeAvailability, publicationV1, topicsOf, type PublicationV1 } from '#contracts';
import { createKafka, RecordProducer } from '#messaging';
import type { Consumer, Kafka } from 'kafkajs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { AppProcess } from '../../../test/support/app-process.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { bazaarPolicy } from '../../../test/support/policies.js';
import { limitOf, storeItems } from '../../../test/support/publisher.js';
import { SandboxProcess } from '../../../test/support/sandbox.js';

const WAIT = { timeout: 40_000, interval: 50 };
const NAMESPACE = `publisher-${process.pid}-`;
const TOPICS = topicsOf(NAMESPACE);

describe('the publisher as a process', () => {
  let database: TestDatabase;
  let folder: string;
  let kafka: Kafka;
  let producer: RecordProducer;
  let listener: Consumer;
  let sandbox: SandboxProcess;
  let publisher: AppProcess;
  const told: PublicationV1[] = [];

  const policy = () =>
    bazaarPolicy({
      endpoint: { url: sandbox.url, account: 'bazaar', token: 'bazaar-token' },
      limits: [{ ...limitOf('bazaar', 20, 10), counts: [...CALL_KINDS] }],
    });
  const start = () =>
    AppProcess.start('publisher', policy(), {
      folder,
      databaseUrl: database.url,
      kafkaBrokers: inject('stack').kafkaBrokers,
      connectUrl: inject('stack').connectUrl,
      namespace: NAMESPACE,
    });
  const announce = async (sku: string, version: number, units: number) => {
    const now = new Date().toISOString();
    const channels = { bazaar: units };
    const message = { sku, version, channels, recordedAt: now, appliedAt: now, policyVersion: 'p' };
    await producer.send(TOPICS.availability, [encodeAvailability(message)]);
  };
  const written = async (sku: string) =>
    (await sandbox.calls('bazaar')).flatMap(({ items }) =>
      items.filter((item) => item.sku === sku).map(({ quantity }) => quantity),
    );

  beforeAll(async () => {
    const { kafkaBrokers, statePostgres } = inject('stack');
    database = await createTestDatabase(statePostgres, 'process');
    folder = await mkdtemp(join(tmpdir(), 'process-'));
    sandbox = await SandboxProcess.start(folder);
    kafka = createKafka(kafkaBrokers, 'publisher test');
    const admin = kafka.admin();
    await admin.connect();
    const topics = [TOPICS.availability, TOPICS.publications].map((topic) => ({
      topic,
      numPartitions: 2,
    }));
    await admin.createTopics({ topics, waitForLeaders: true });
    await admin.disconnect();
    producer = new RecordProducer(kafka);
    listener = kafka.consumer({ groupId: `${NAMESPACE}listener` });
    await listener.subscribe({ topics: [TOPICS.publications], fromBeginning: true });
    await listener.run({
      eachMessage: ({ message }) => {
        told.push(publicationV1.parse(JSON.parse(String(message.value))));
        return Promise.resolve();
      },
    });
    await storeItems(database.dataSource, 1, { A: { bazaar: 5 } });
    publisher = await start();
  });
  afterAll(async () => {
    await publisher.stop('SIGKILL');
    await sandbox.stop();
    await listener.disconnect();
    await producer.onApplicationShutdown();
    const admin = kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [TOPICS.availability, TOPICS.publications] });
    await admin.disconnect();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('publishes what is stored and what is announced, and tells of both', async () => {
    await announce('B', 2, 3);
    await vi.waitFor(async () => {
      expect(await sandbox.quantities('bazaar')).toEqual({ A: 5, B: 3 });
      expect(told.map(({ sku, outcome }) => `${sku} ${outcome}`).toSorted()).toEqual([
        'A applied',
        'B applied',
      ]);
    }, WAIT);
  });

  it('parks what it cannot read, and goes on (I8)', async () => {
    await producer.send(TOPICS.availability, [{ key: 'B', value: '{"sku":', headers: {} }]);
    await announce('B', 3, 4);
    await vi.waitFor(async () => expect(await written('B')).toEqual([3, 4]), WAIT);

    expect(
      await database.dataSource.query('SELECT stage, code, key FROM parked_message'),
    ).toMatchObject([{ stage: 'publisher', code: 'json.malformed', key: Buffer.from('B') }]);
  });

  it('confirms after a kill what it had sent, without sending it again', async () => {
    await sandbox.fault({ account: 'bazaar', kind: 'slow', delayMs: 1500 });
    await storeItems(database.dataSource, 4, { B: { bazaar: 2 } });
    await announce('B', 4, 2);
    await vi.waitFor(async () => expect(await written('B')).toEqual([3, 4, 2]), WAIT);
    await publisher.stop('SIGKILL');
    publisher = await start();
    await vi.waitFor(() => {
      expect(told).toContainEqual(
        expect.objectContaining({ sku: 'B', version: 4, quantity: 2, outcome: 'confirmed' }),
      );
    }, WAIT);

    expect(await written('B')).toEqual([3, 4, 2]);
  });

  it('hands its accounts over when it is asked to stop', async () => {
    const code = await publisher.stop();
    const leases = await database.dataSource.query<unknown[]>(
      'SELECT channel FROM channel_lease WHERE expires_at <= now()',
    );

    expect([code, leases]).toEqual([expect.toSatisfy(isCleanExit), [{ channel: 'bazaar' }]]);
  });
});

/** Nest ends by the signal that it was sent, once everything is closed. */
const isCleanExit = (code: number | null): boolean => code === null || code === 0;
