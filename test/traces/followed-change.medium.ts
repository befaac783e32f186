import { CALL_KINDS } from '#channels';
import type { Policy } from '#config';
import { topicsOf, type KafkaRecord } from '#contracts';
import { createKafka, RecordProducer } from '#messaging';
import type { Kafka } from 'kafkajs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { applyTopics } from '../../apps/cli/src/apply/apply-topics.js';
import { planTopics } from '#plan';
import { AppProcess } from '../support/app-process.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { bazaarPolicy } from '../support/policies.js';
import { item, level, place } from '../support/pos-messages.js';
import { limitOf } from '../support/publisher.js';
import { SandboxProcess } from '../support/sandbox.js';
import { SpanReceiver, type ReceivedSpan } from './span-receiver.js';

const WAIT = { timeout: 40_000, interval: 50 };
const NAMESPACE = `traced-${process.pid}-`;
const SKU = 'TRACED-1';

describe('a change that is traced', () => {
  const { kafkaBrokers, connectUrl, statePostgres } = inject('stack');
  let database: TestDatabase;
  let folder: string;
  let kafka: Kafka;
  let producer: RecordProducer;
  let sandbox: SandboxProcess;
  let collector: SpanReceiver;
  let shelfwire: AppProcess | undefined;

  const policy = (): Policy => {
    const shop = bazaarPolicy({
      endpoint: {
        url: sandbox.url,
        account: 'bazaar',
        token: 'bazaar-token',
      },
      limits: [
        {
          ...limitOf('bazaar', 20, 10),
          counts: [...CALL_KINDS],
        },
      ],
      pool: ['leeds'],
      protect: {},
      buffer: 0,
    });
    const { leeds } = shop.locations;
    return { ...shop, sources: { pos: shop.sources['pos']! }, locations: { leeds: leeds! } };
  };
  const surroundings = () => ({
    folder,
    kafkaBrokers,
    connectUrl,
    databaseUrl: database.url,
    namespace: NAMESPACE,
  });
  const settings = () => ({
    ...surroundings(),
    configFile: 'shelfwire.yaml',
    connectKafkaBrokers: undefined,
    httpHost: '127.0.0.1',
    httpPort: 0,
    logLevel: 'error' as const,
  });
  const start = (variables: Readonly<Record<string, string>>) =>
    AppProcess.start('standalone', policy(), { ...surroundings(), variables });
  const change = (table: string, key: object, value: object): Promise<void> => {
    const record: KafkaRecord = {
      key: JSON.stringify(key),
      value: JSON.stringify(value),
      headers: {},
    };
    return producer.send(`${NAMESPACE}cdc.pos.legacy.${table}`, [record]);
  };
  const setLevel = (pos: number, units: number) =>
    change('ospos_item_quantities', { item_id: 10, location_id: 1 }, level(pos, units));
  const untilShown = (units: number) =>
    vi.waitFor(async () => {
      expect(await sandbox.quantities('bazaar')).toMatchObject({ [SKU]: units });
    }, WAIT);

  beforeAll(async () => {
    database = await createTestDatabase(statePostgres, 'traced');
    folder = await mkdtemp(join(tmpdir(), 'traced-'));
    sandbox = await SandboxProcess.start(folder);
    collector = await SpanReceiver.start();
    kafka = createKafka(kafkaBrokers, 'trace test');
    producer = new RecordProducer(kafka);
    await applyTopics(settings(), planTopics(policy(), settings()));
    await change('ospos_items', { item_id: 10 }, item(1, SKU));
    await change('ospos_stock_locations', { location_id: 1 }, place(2));
  });
  afterAll(async () => {
    await shelfwire?.stop();
    await producer?.onApplicationShutdown();
    await sandbox?.stop();
    collector?.close();
    await database?.drop();
    await rm(folder, { recursive: true });
  });

  const ledgerLines = async (): Promise<number> => {
    const [counted] = await database.dataSource.query<[{ lines: number }]>(
      'SELECT count(*)::int AS lines FROM ledger_line WHERE sku = $1',
      [SKU],
    );
    return counted.lines;
  };

  /** Headers of the newest message of a topic of ours. */
  const newestHeaders = async (topic: string): Promise<Record<string, unknown>> => {
    const consumer = kafka.consumer({ groupId: `${NAMESPACE}look-${Math.random()}` });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    const found: Record<string, unknown>[] = [];
    await consumer.run({
      eachMessage: ({ message }) => {
        found.push({ ...message.headers });
        return Promise.resolve();
      },
    });
    await vi.waitFor(() => expect(found).not.toEqual([]), WAIT);
    await consumer.disconnect();
    return found.at(-1) ?? {};
  };

  it('leaves no header and sends no span while nobody asks for it', async () => {
    shelfwire = await start({});
    await setLevel(3, 5);
    await untilShown(5);
    const { stockEvents, availability } = topicsOf(NAMESPACE);
    for (const topic of [stockEvents, availability]) {
      expect(await newestHeaders(topic)).not.toHaveProperty('traceparent');
    }
    await shelfwire.stop();
    expect(collector.spans).toEqual([]);
  });

  it('leads from the marketplace back to the row, through all stages', async () => {
    const before = await ledgerLines();
    shelfwire = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    // the change of before once more, traced now: it has the same id, and changes nothing (I2)
    await setLevel(3, 5);
    await setLevel(4, 7);
    await untilShown(7);
    await shelfwire.stop();
    expect(await ledgerLines()).toBe(before + 1);

    const { spans } = collector;
    const lastOf = (name: string): ReceivedSpan => {
      const found = spans.findLast((span) => span.name === name);
      if (!found) throw new Error(`no ${name} among ${spans.map((span) => span.name).join(', ')}`);
      return found;
    };
    /** Links lead to the span that sent, whose parent is the one that processed. */
    const causeOf = ({ links }: ReceivedSpan): string[] =>
      links.map(({ spanId }) => nameOf(parentOf(spanId)) ?? spanId);
    const byId = (id: string | undefined) => spans.find(({ spanId }) => spanId === id);
    const parentOf = (id: string) => {
      const span = byId(id);
      return span?.name.startsWith('send ') ? byId(span.parentSpanId) : span;
    };
    const nameOf = (span: ReceivedSpan | undefined) => span?.name;

    expect(causeOf(lastOf('push bazaar'))).toEqual(['process availability']);
    expect(causeOf(lastOf('process availability'))).toEqual(['process stock-events']);
    const folded = lastOf('process stock-events');
    // the transaction of the normalizer sends, so that nothing is committed that was not sent (I1)
    expect(causeOf(folded)).toEqual(['transaction']);
    const offsets = lastOf('process row-changes').attributes.find(
      ({ key }) => key === 'shelfwire.offsets',
    );
    expect(offsets?.value.arrayValue?.values).toEqual([
      {
        stringValue: expect.stringMatching(
          /cdc\.pos\.legacy\.ospos_item_quantities\/\d:\d-2$/,
        ) as string,
      },
    ]);
    expect(JSON.stringify(spans)).not.toContain(SKU);
  });
});
