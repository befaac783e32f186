import { cdcPrefix, topicsOf } from '#contracts';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';
import { itemRow, ledgerRow, positionRow } from '../../../../test/support/stock-rows.js';
import type { Status } from './status.schema.js';

const NAMESPACE = `status-${process.pid}-${Date.now()}.`;
const { stockEvents } = topicsOf(NAMESPACE);
const CHANGES = `${cdcPrefix('pos', NAMESPACE)}.ospos.item_quantities`;

const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

/** Bazaar shows A, refuses B and has not been told of C; emporium was sent A and does not answer. */
async function fill({ dataSource }: TestDatabase): Promise<void> {
  await insertRows(dataSource, 'source_heartbeat', [
    { source: 'pos', beat_at: ago(3), seen_at: ago(2) },
    { source: 'wms', beat_at: ago(101), seen_at: ago(100) },
  ]);
  await insertRows(dataSource, 'item', [
    itemRow({ sku: 'A', channels: { bazaar: 5, emporium: 4 }, applied_at: ago(40) }),
    itemRow({ sku: 'B', channels: { bazaar: 6 }, applied_at: ago(50), partition: 4 }),
    itemRow({ sku: 'C', channels: { bazaar: 7 }, applied_at: ago(20) }),
  ]);
  const told = { lease_epoch: 1, sent_version: 1, acknowledged_version: null };
  await insertRows(dataSource, 'publication', [
    {
      ...told,
      channel: 'bazaar',
      sku: 'A',
      sent_quantity: 5,
      sent_at: ago(39),
      acknowledged_version: 1,
      acknowledged_quantity: 5,
      acknowledged_at: ago(39),
      recorded_at: ago(41),
    },
    {
      ...told,
      channel: 'bazaar',
      sku: 'B',
      sent_quantity: 6,
      sent_at: ago(49),
      rejected_code: 'unknown_sku',
    },
    { ...told, channel: 'emporium', sku: 'A', sent_quantity: 4, sent_at: ago(60) },
  ]);
  await insertRows(dataSource, 'channel_lease', [
    { channel: 'bazaar', owner: 'publisher-1', epoch: 4, expires_at: ago(-10) },
    { channel: 'emporium', owner: 'publisher-1', epoch: 2, expires_at: ago(10) },
  ]);
  await insertRows(dataSource, 'stock_position', [
    positionRow({ sku: 'A', location: 'leeds', source: 'pos', updated_at: ago(40) }),
    positionRow({ sku: 'C', location: 'leeds', source: 'pos', updated_at: ago(20) }),
  ]);
  const line = { sku: 'A', location: 'leeds', source: 'pos', table_name: 't', row_key: '1' };
  await insertRows(dataSource, 'ledger_line', [
    ledgerRow({ ...line, line: 1, recorded_at: ago(900), applied_at: ago(10), op: 'r' }),
    ledgerRow({
      ...line,
      line: 2,
      recorded_at: ago(12),
      ingested_at: ago(11),
      applied_at: ago(10),
    }),
  ]);
  await insertRows(dataSource, 'stage_progress', [
    {
      stage: 'normalizer',
      topic: CHANGES,
      partition: 0,
      applied: 2,
      announced: 2,
      updated_at: ago(9),
    },
    {
      stage: 'availability',
      topic: stockEvents,
      partition: 0,
      applied: 1,
      announced: 1,
      updated_at: ago(8),
    },
  ]);
  await insertRows(dataSource, 'parked_message', [
    {
      stage: 'normalizer',
      topic: CHANGES,
      partition: 0,
      offset: 1,
      headers: {},
      code: 'change.unknown_op',
      reason: 'x',
      parked_at: ago(70),
    },
  ]);
}

describe('GET /v1/status', () => {
  const { kafkaBrokers, statePostgres } = inject('stack');
  const kafka = new Kafka({ brokers: kafkaBrokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  let database: TestDatabase;
  let api: ApiServer;
  let status: Status;

  beforeAll(async () => {
    database = await createTestDatabase(statePostgres, 'status');
    await fill(database);
    await admin.connect();
    const topics = [CHANGES, stockEvents].map((topic) => ({ topic, numPartitions: 2 }));
    await admin.createTopics({ topics, waitForLeaders: true });
    await produceOldAndNew(kafka);
    api = await startApi(database.url, shopPolicy(), { kafkaBrokers, namespace: NAMESPACE });
    status = (await api.get('/v1/status')).body as Status;
  });
  afterAll(async () => {
    await api?.close();
    await admin.deleteTopics({ topics: [CHANGES, stockEvents] });
    await admin.disconnect();
    await database?.drop();
  });

  it('tells a silent source from a live one by its heartbeat', () => {
    expect(status.sources).toMatchObject([
      { source: 'pos', stale: false, locations: ['leeds'] },
      { source: 'wms', stale: true, lastChangeAt: null, locations: ['depot'] },
    ]);
    expect(status.sources[0]?.heartbeat?.ageSeconds).toBeGreaterThanOrEqual(2);
    expect(status.sources[0]?.heartbeat?.travelSeconds).toBeCloseTo(1, 1);
    expect(status.sources[0]?.lastChangeAgeSeconds).toBeGreaterThanOrEqual(20);
    expect(status.state).toBe('attention');
  });

  it("measures the normalizer by heartbeats: a silent source's lag grows", () => {
    const [normalizer] = status.stages;
    expect(normalizer).toMatchObject({
      stage: 'normalizer',
      basis: 'way of the newest heartbeat from wms, the slowest source',
      backlog: 1,
      parked: 1,
    });
    expect(normalizer?.lagSeconds).toBeGreaterThanOrEqual(101);
    expect(normalizer?.delay).toMatchObject({ count: 1 });
    expect(normalizer?.delay?.p95Seconds).toBeCloseTo(1, 1);
  });

  it('measures the availability stage by the oldest stock event that it has not applied', () => {
    const availability = status.stages[1];
    expect(availability).toMatchObject({ stage: 'availability', backlog: 2, parked: 0 });
    expect(availability?.lagSeconds).toBeGreaterThan(540);
    expect(availability?.lagSeconds).toBeLessThanOrEqual(602);
    expect(availability?.delay?.maxSeconds).toBeCloseTo(2, 1);
  });

  it('measures the publisher by the oldest number without a clear answer', () => {
    const publisher = status.stages[2];
    expect(publisher).toMatchObject({ stage: 'publisher', backlog: 2 });
    expect(publisher?.lagSeconds).toBeGreaterThanOrEqual(60);
    expect(publisher?.delay?.p50Seconds).toBeCloseTo(2, 1);
  });

  it('counts what each channel shows, refuses and waits for', () => {
    expect(status.channels).toMatchObject([
      {
        channel: 'bazaar',
        items: 3,
        acknowledged: 1,
        pending: 1,
        unclear: 0,
        rejected: 1,
        lease: { owner: 'publisher-1', epoch: '4', expired: false },
      },
      {
        channel: 'emporium',
        items: 1,
        acknowledged: 0,
        pending: 1,
        unclear: 1,
        lease: { expired: true },
      },
    ]);
  });

  it('counts parked messages by code', () => {
    expect(status.parked).toMatchObject({
      count: 1,
      byCode: [{ stage: 'normalizer', code: 'change.unknown_op', count: 1 }],
    });
  });

  it('answers without the broker, and says what it cannot tell', async () => {
    const alone = await startApi(database.url, shopPolicy());
    const { stages } = (await alone.get('/v1/status')).body as Status;
    await alone.close();
    expect(stages[1]).toMatchObject({
      lagSeconds: null,
      backlog: null,
      basis: 'Kafka gave no offsets in time, or has no such topic yet',
    });
  });
});

/** Three stock events, the second ten minutes old, and three row changes. */
async function produceOldAndNew(kafka: Kafka): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  const event = (age: number) => ({
    partition: 0,
    value: '{}',
    timestamp: String(Date.parse(ago(age))),
  });
  await producer.send({ topic: stockEvents, messages: [event(900), event(600), event(5)] });
  await producer.send({ topic: CHANGES, messages: [event(9), event(8), event(7)] });
  await producer.disconnect();
}
