import type { Policy } from '#config';
import { topicsOf, type AvailabilityV1, type KafkaRecord } from '#contracts';
import type { RawBatch, RawMessage, RecordProducer } from '#messaging';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { emptyTables } from '../../../test/support/empty-tables.js';
import { channelPolicy, shopPolicy } from '../../../test/support/policies.js';
import { stockMessage, type EventGiven } from '../../../test/support/stock-messages.js';
import { Announcer } from './announcer.js';
import { ApplyBatches } from './apply-batches.js';
import { AvailabilityStage } from './availability-stage.js';
import { TermsKeeper } from './terms/terms-keeper.js';

const TABLES = `stage_progress, item, contribution, stock_position, item_history, location_stock,
  ledger_line, ledger_head, parked_message, order_promise`;
const alive = () => true;
const SPAN = { topic: 'stock.events.v1', partition: 3, low: 0n, high: 99n };
const dynamic = {
  z: 2,
  beta: 1,
  min: 0,
  quantile: 0.95,
  k: 10,
  drift: 0,
  applySeconds: 0,
  sellingHours: 12,
};
const policyWith = (channel: Parameters<typeof channelPolicy>[0]): Policy => ({
  ...shopPolicy(),
  channels: { bazaar: channelPolicy({ pool: ['leeds'], ...channel }) },
});

type Message = RawBatch['messages'][number];

/** A change of a row, of nothing unless it says so. */
const stageMessage = (
  offset: number,
  { row = 'id=1', ...given }: Omit<EventGiven, 'source'> & { row?: string } = {},
): RawMessage => stockMessage(offset, { quantity: '0', ...given, source: { key: row } });

describe('what an item’s past makes of its numbers', () => {
  let database: TestDatabase;
  let sent: AvailabilityV1[];
  const producer = {
    send: (_: string, records: readonly KafkaRecord[]) => {
      sent.push(...records.map(({ value }) => JSON.parse(value) as AvailabilityV1));
      return Promise.resolve();
    },
  } as unknown as RecordProducer;

  const stageWith = async (policy: Policy) => {
    const announcer = new Announcer(producer, topicsOf(''));
    const keeper = new TermsKeeper(database.dataSource, policy);
    const apply = new ApplyBatches(database.dataSource, keeper);
    const stage = new AvailabilityStage(database.dataSource, announcer, apply, keeper);
    await stage.startFrom(SPAN);
    return stage;
  };

  /** Hands the messages over in batches that end after the given ones. */
  async function handle(stage: AvailabilityStage, messages: readonly Message[], cuts: number[]) {
    const ends = [...cuts, messages.length];
    let from = 0;
    for (const end of ends) {
      const part = messages.slice(from, end);
      await stage.handle([{ ...SPAN, messages: part, nextOffset: BigInt(end), alive }]);
      from = end;
    }
  }

  const histories = () =>
    database.dataSource.query<{ newest_day: number; days: unknown; counted_at: Date | null }[]>(
      'SELECT sku, location, newest_day, days, sizes, counted_at FROM item_history ORDER BY sku, location',
    );

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'history');
  });
  afterAll(() => database?.drop());
  beforeEach(async () => {
    sent = [];
    await emptyTables(database.dataSource, TABLES);
  });

  const cause = { effect: 'none', bucket: null } as const;
  const sale = (offset: number, quantity: string, row: string, day = '2026-03-01') =>
    stageMessage(offset, { ...cause, kind: 'sale', quantity, row, occurredAt: `${day}T09:00:00Z` });

  it('keeps sales by day, takes back what rows take back, and ends the same however batches are cut', async () => {
    const messages = [
      stageMessage(0, { quantity: '9' }),
      sale(1, '3', 'sale=1'),
      sale(2, '2', 'sale=2', '2026-02-28'),
      sale(3, '5', 'sale=1'),
      stageMessage(4, { ...cause, kind: 'return', quantity: '1', row: 'sale=3' }),
      stageMessage(5, {
        ...cause,
        kind: 'adjustment',
        quantity: '0',
        retracted: true,
        row: 'sale=2',
      }),
      stageMessage(6, { ...cause, kind: 'cycle_count', row: 'count=1' }),
    ];
    await handle(await stageWith(policyWith({})), messages, []);
    const atOnce = await histories();
    expect(atOnce).toMatchObject([
      {
        newest_day: 20_513,
        days: [[20_513, 0, 40, 2400]],
        counted_at: new Date('2026-03-01T10:00:00Z'),
      },
    ]);

    await emptyTables(database.dataSource, TABLES);
    await handle(await stageWith(policyWith({})), messages, [1, 2, 3, 4, 5, 6]);
    expect(await histories()).toEqual(atOnce);
    await database.dataSource.query('UPDATE stage_progress SET applied = 0, announced = 0');
    await handle(await stageWith(policyWith({})), messages, [4]);
    expect(await histories()).toEqual(atOnce);
  });

  it('reckons the buffer from the sales, and anew when only a sale becomes known', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const at = { occurredAt: `${today}T00:00:00Z`, recordedAt: `${today}T00:00:00Z` };
    const stage = await stageWith(policyWith({ buffer: { dynamic } }));
    await handle(stage, [stageMessage(0, { quantity: '9' })], []);
    const sold = stageMessage(1, { ...cause, ...at, kind: 'sale', quantity: '4', row: 'sale=1' });
    await stage.handle([{ ...SPAN, messages: [sold], nextOffset: 2n, alive }]);

    expect(sent.map(({ version, channels }) => [version, channels])).toEqual([
      [1, { bazaar: 9 }],
      [2, { bazaar: 5 }],
    ]);
  });

  it('leaves numbers alone when nothing of the policy is made of sales', async () => {
    const stage = await stageWith(policyWith({ buffer: 1 }));
    await handle(stage, [stageMessage(0, { quantity: '9' }), sale(1, '4', 'sale=1')], [1]);

    expect(sent.map(({ version, channels }) => [version, channels])).toEqual([[1, { bazaar: 8 }]]);
  });

  it('offers what is on its way, less what is promised, and moves a date that alone changes', async () => {
    const policy = policyWith({ preorder: { cap: 30, horizonDays: 60, overdueDays: 3 } });
    const stage = await stageWith(policy);
    const inDays = (days: number) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const asn = (offset: number, eta: string) =>
      stageMessage(offset, {
        kind: 'asn',
        effect: 'delta',
        bucket: 'inbound_confirmed',
        quantity: '12',
        cause: { type: 'purchase', id: 'P7', line: null },
        eta,
        row: 'move=1',
      });
    await database.dataSource.query(
      `INSERT INTO order_promise (id, channel, order_type, order_id, sku, cause_id, units, served,
         promised_for, promised_at, policy_version)
       VALUES (gen_random_uuid(), 'bazaar', 'sale', 'o1', 'A', 'o1', 5, 3, '2026-03-01', now(), 'p')`,
    );
    await handle(stage, [stageMessage(0), asn(1, inDays(5)), asn(2, inDays(8))], [2]);

    expect(sent.map(({ channels, offers }) => ({ channels, offers }))).toEqual(
      [5, 8].map((days) => ({
        channels: { bazaar: 0 },
        offers: { bazaar: { status: 'PreOrder', preorder: 10, availableFrom: inDays(days) } },
      })),
    );
  });

  it('reckons an item anew when time alone is due to change it, and names when that is', async () => {
    const policy = policyWith({ buffer: { dynamic } });
    await handle(await stageWith(policy), [stageMessage(0, { quantity: '9' })], []);
    const stored = async () => {
      const { dataSource } = database;
      const [item] = await dataSource.query<{ version: string; due_at: Date }[]>(
        'SELECT version, due_at FROM item',
      );
      return item;
    };
    const midnight = new Date((Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000);
    const stage = await stageWith(policy);
    expect(await stage.reconsider()).toBe(0);
    expect(await stored()).toEqual({ version: '1', due_at: midnight });
    await database.dataSource.query("UPDATE item SET due_at = now() - interval '1 second'");
    expect(await stage.reconsider()).toBe(1);

    expect(await stored()).toEqual({ version: '2', due_at: midnight });
    expect(sent.at(-1)).toMatchObject({ version: 2 });
  });
});
