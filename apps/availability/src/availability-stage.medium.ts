import type { Policy } from '#config';
import { topicsOf, type KafkaRecord } from '#contracts';
import type { RawBatch, RawMessage, RecordProducer } from '#messaging';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { emptyTables } from '../../../test/support/empty-tables.js';
import { channelPolicy, STALENESS } from '../../../test/support/policies.js';
import { stockMessage } from '../../../test/support/stock-messages.js';
import { Announcer } from './announcer.js';
import { ApplyBatches } from './apply-batches.js';
import { AvailabilityStage } from './availability-stage.js';
import { TermsKeeper } from './terms/terms-keeper.js';

const policyWith = (buffer: number, policyVersion: string): Policy =>
  ({
    sources: {},
    locations: {
      leeds: { source: 'pos', name: 'Leeds', kind: 'store', fallbacks: [], precedence: {} },
    },
    channels: { bazaar: channelPolicy({ pool: ['leeds'], buffer }) },
    countClasses: [],
    staleness: STALENESS,
    vendors: {},
    policyVersion,
  }) as unknown as Policy;

const SPAN = { topic: 'stock.events.v1', partition: 3, low: 0n, high: 99n };

describe('AvailabilityStage', () => {
  let database: TestDatabase;
  let sent: { sku: string; version: number; channels: Record<string, number> }[];
  let brokerAway: boolean;

  const producer = {
    send: (_: string, records: readonly KafkaRecord[]) => {
      if (brokerAway) return Promise.reject(new Error('broker away'));
      sent.push(...records.map(({ value }) => JSON.parse(value) as (typeof sent)[number]));
      return Promise.resolve();
    },
  } as unknown as RecordProducer;

  const stageWith = (policy: Policy) => {
    const announcer = new Announcer(producer, topicsOf(''));
    const keeper = new TermsKeeper(database.dataSource, policy);
    const apply = new ApplyBatches(database.dataSource, keeper);
    return new AvailabilityStage(database.dataSource, announcer, apply, keeper);
  };

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'availability');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    sent = [];
    brokerAway = false;
    await emptyTables(
      database.dataSource,
      'stage_progress, item, contribution, stock_position, item_history, location_stock, ledger_line, ledger_head, parked_message',
    );
  });

  const dump = async () => ({
    item: await database.dataSource.query<unknown[]>('SELECT sku, version, channels FROM item'),
    position: await database.dataSource.query<unknown[]>(
      'SELECT sku, location, available_base, hub_version FROM stock_position',
    ),
    ledger: await database.dataSource.query<unknown[]>(
      'SELECT line, event_id, change, version FROM ledger_line ORDER BY line',
    ),
  });

  it('folds, writes a line for each change, and announces the newest number once', async () => {
    const stage = stageWith(policyWith(1, 'p1'));
    await stage.startFrom(SPAN);
    await stage.handle(batchOf(0, level(0, 5), level(1, 4)));

    expect(sent.map(({ sku, version, channels }) => [sku, version, channels])).toEqual([
      ['A', 1, { bazaar: 3 }],
    ]);
    expect((await dump()).ledger).toMatchObject([{ change: '5.000000' }, { change: '-1.000000' }]);
  });

  it('changes nothing when batches come again, cut differently (I2)', async () => {
    const stage = stageWith(policyWith(1, 'p1'));
    await stage.startFrom(SPAN);
    await stage.handle(batchOf(0, level(0, 5), level(1, 4)));
    await stage.handle(batchOf(2, level(2, 2)));
    const before = await dump();
    await database.dataSource.query('UPDATE stage_progress SET applied = 0, announced = 0');
    const again = stageWith(policyWith(1, 'p1'));
    await again.startFrom(SPAN);
    await again.handle(batchOf(0, level(0, 5)));
    await again.handle(batchOf(1, level(1, 4), level(2, 2)));

    expect(await dump()).toEqual(before);
  });

  it('applies several partitions in one go, each once, whoever shares them (I2, I4)', async () => {
    const policy = policyWith(0, 'p1');
    const stage = stageWith(policy);
    await stage.startFrom(SPAN);
    await stage.startFrom({ ...SPAN, partition: 4 });
    const third = batchOf(0, level(0, 5));
    const fourth = batchOf(0, level(0, 7, 'B')).map((batch) => ({ ...batch, partition: 4 }));
    await Promise.all([
      stage.handle([...third, ...fourth]),
      stageWith(policy).handle([...fourth, ...third]),
    ]);
    await stage.handle([...third, ...fourth]);

    expect((await dump()).ledger).toHaveLength(2);
    const numbers = sent.map(({ sku, channels }) => `${sku} ${channels['bazaar']}`);
    expect(new Set(numbers)).toEqual(new Set(['A 5', 'B 7']));
  });

  it('announces at the next try what a failed announcement left out (I1)', async () => {
    const stage = stageWith(policyWith(0, 'p1'));
    await stage.startFrom(SPAN);
    brokerAway = true;
    const batch = batchOf(0, level(0, 5));
    await expect(stage.handle(batch)).rejects.toThrow('broker away');
    brokerAway = false;
    await stage.handle(batch);

    expect(sent.map(({ channels }) => channels)).toEqual([{ bazaar: 5 }]);
  });

  it('announces on start what a crash left out (I1)', async () => {
    const crashed = stageWith(policyWith(0, 'p1'));
    await crashed.startFrom(SPAN);
    brokerAway = true;
    await expect(crashed.handle(batchOf(0, level(0, 5)))).rejects.toThrow('broker away');
    brokerAway = false;
    const next = await stageWith(policyWith(0, 'p1')).startFrom(SPAN);

    expect([next, sent.map(({ channels }) => channels)]).toEqual([1n, [{ bazaar: 5 }]]);
  });

  it('computes every item anew under a changed policy, with a higher version (I5)', async () => {
    const stage = stageWith(policyWith(0, 'p1'));
    await stage.startFrom(SPAN);
    await stage.handle(batchOf(0, level(0, 5)));
    sent = [];
    await stageWith(policyWith(2, 'p2')).startFrom(SPAN);

    expect(sent.at(-1)).toMatchObject({ version: 2, channels: { bazaar: 3 } });
  });

  it('lets two owners of a partition apply a batch once (I4)', async () => {
    const policy = policyWith(0, 'p1');
    const owners = [stageWith(policy), stageWith(policy)];
    await Promise.all(owners.map((owner) => owner.startFrom(SPAN)));
    await Promise.all(owners.map((owner) => owner.handle(batchOf(0, level(0, 5), level(1, 4)))));

    expect((await dump()).ledger).toHaveLength(2);
  });

  it('parks an unreadable event and folds its neighbours (I8)', async () => {
    const stage = stageWith(policyWith(0, 'p1'));
    await stage.startFrom(SPAN);
    const broken = { ...level(0, 1), value: Buffer.from('{"sku":"A"') };
    await stage.handle(batchOf(0, broken, level(1, 4)));

    const parked = await database.dataSource.query<unknown[]>('SELECT code FROM parked_message');
    expect(parked).toEqual([{ code: 'json.malformed' }]);
    expect(sent.map(({ channels }) => channels)).toEqual([{ bazaar: 4 }]);
  });
});

const level = (offset: number, units: number, sku = 'A'): RawMessage =>
  stockMessage(offset, { sku, quantity: String(units) }, `event-${sku}-${offset}`);

const batchOf = (first: number, ...messages: RawBatch['messages']): RawBatch[] => [
  {
    topic: SPAN.topic,
    partition: SPAN.partition,
    messages,
    nextOffset: BigInt(first + messages.length),
    alive: () => true,
  },
];
