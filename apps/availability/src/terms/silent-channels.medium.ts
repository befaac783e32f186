import type { Policy } from '#config';
import { topicsOf } from '#contracts';
import type { RecordProducer } from '#messaging';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { channelPolicy, shopPolicy } from '../../../../test/support/policies.js';
import { stockBatch, stockMessage } from '../../../../test/support/stock-messages.js';
import { Announcer } from '../announcer.js';
import { ApplyBatches } from '../apply-batches.js';
import { AvailabilityStage } from '../availability-stage.js';
import { silentOthers } from './silent-channels.js';
import { TermsKeeper } from './terms-keeper.js';

const SPAN = { topic: 'stock.events.v1', partition: 0, low: 0n, high: 99n };
/** A buffer of what sells while a number may be wrong, and nothing else. */
const dynamic = {
  z: 0,
  beta: 1,
  min: 0,
  quantile: 0.95,
  k: 0,
  drift: 0,
  applySeconds: 0,
  sellingHours: 24,
};

let database: TestDatabase;
const announced: { sku: string; channels: Readonly<Record<string, number>> }[] = [];
const producer = {
  send: (_: string, records: readonly { value: string }[]) => {
    announced.push(...records.map(({ value }) => JSON.parse(value) as (typeof announced)[number]));
    return Promise.resolve();
  },
} as unknown as RecordProducer;

/** All sell from the depot but `kiosk`; `outlet` has a fixed buffer. */
const policy = (): Policy => ({
  ...shopPolicy(),
  channels: {
    bazaar: channelPolicy({ pool: ['leeds', 'depot'], buffer: { dynamic } }),
    emporium: channelPolicy({ pool: ['depot'], buffer: { dynamic } }),
    outlet: channelPolicy({ pool: ['depot'], buffer: 1 }),
    kiosk: channelPolicy({ pool: ['leeds'], buffer: { dynamic } }),
  },
});

const fail = (channel: string, secondsAgo: number | null) =>
  database.dataSource.query(
    `INSERT INTO channel_control (channel, failing_since)
     VALUES ($1, now() - make_interval(secs => $2::float8))
     ON CONFLICT (channel) DO UPDATE SET failing_since = excluded.failing_since`,
    [channel, secondsAgo],
  );

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'silent');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query('TRUNCATE channel_control');
});

it('tells each channel for how long others of the same stock have been silent, in steps', async () => {
  const { manager } = database.dataSource;
  await fail('emporium', 300);
  expect(Object.fromEntries(await silentOthers(manager, policy()))).toEqual({ bazaar: 512 });

  await fail('bazaar', 5_000);
  expect(Object.fromEntries(await silentOthers(manager, policy()))).toEqual({
    bazaar: 512,
    emporium: 8_192,
    kiosk: 8_192,
  });
});

it('minds neither short silences nor channels of other stock', async () => {
  await fail('emporium', 30);
  await fail('elsewhere', 5_000);

  expect((await silentOthers(database.dataSource.manager, policy())).size).toBe(0);
});

it('withholds from the others what may have been sold meanwhile, and gives it back', async () => {
  const keeper = new TermsKeeper(database.dataSource, policy());
  const stage = new AvailabilityStage(
    database.dataSource,
    new Announcer(producer, topicsOf('')),
    new ApplyBatches(database.dataSource, keeper),
    keeper,
  );
  await stage.startFrom(SPAN);
  const today = new Date().toISOString();
  const sale = (at: number) =>
    stockMessage(at, {
      kind: 'sale',
      effect: 'none',
      bucket: null,
      sku: 'CUP',
      quantity: '70',
      occurredAt: today,
      recordedAt: today,
      source: { key: `sale=${at}`, rule: 'sale' },
    });
  const level = stockMessage(0, { sku: 'CUP', quantity: '2000' });
  await stage.handle([stockBatch(0, [level, sale(1), sale(2), sale(3)])]);
  const numbers = () => announced.findLast(({ sku }) => sku === 'CUP')?.channels ?? {};
  const before = numbers();

  await fail('bazaar', 80_000);
  await stage.reconsider();
  const during = numbers();
  expect(during['kiosk']).toBeLessThan(before['kiosk'] ?? 0);
  expect(during['bazaar']).toBe(before['bazaar']);

  await fail('bazaar', null);
  await stage.reconsider();
  expect(numbers()).toEqual(before);
});
