import type { Policy } from '#config';
import { topicsOf } from '#contracts';
import type { RecordProducer } from '#messaging';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { shopPolicy } from '../../../test/support/policies.js';
import { stockBatch, stockMessage } from '../../../test/support/stock-messages.js';
import { Announcer } from './announcer.js';
import { ApplyBatches } from './apply-batches.js';
import { AvailabilityStage } from './availability-stage.js';
import { TermsKeeper } from './terms/terms-keeper.js';

const SPAN = { topic: 'stock.events.v1', partition: 3, low: 0n, high: 99n };

/** What was announced, by item version: nothing of it may be missing in the ledger (I7). */
let announced: { sku: string; version: number; channels: unknown; policyVersion: string }[];
let database: TestDatabase;

const producer = {
  send: (_: string, records: readonly { value: string }[]) => {
    announced.push(...records.map(({ value }) => JSON.parse(value) as (typeof announced)[number]));
    return Promise.resolve();
  },
} as unknown as RecordProducer;

const stageOf = (policy: Policy): AvailabilityStage => {
  const { dataSource } = database;
  const announcer = new Announcer(producer, topicsOf(''));
  const keeper = new TermsKeeper(dataSource, policy);
  return new AvailabilityStage(dataSource, announcer, new ApplyBatches(dataSource, keeper), keeper);
};

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'published');
});
afterAll(() => database.drop());

it('keeps the numbers that every version announced, also of one that no row led to', async () => {
  announced = [];
  const stage = stageOf(shopPolicy());
  await stage.startFrom(SPAN);
  const event = (offset: number, sku: string) =>
    stockMessage(offset, { sku, quantity: String(10 + offset) });
  await stage.handle([stockBatch(3, [event(0, 'A'), event(1, 'B'), event(2, 'A')])]);
  await stage.handle([stockBatch(3, [event(3, 'A')])]);
  await stageOf({ ...shopPolicy(), policyVersion: 'def456def456' }).startFrom(SPAN);

  const told = await database.dataSource.query<unknown[]>(
    `SELECT sku, version::int AS version, channels, policy_version AS "policyVersion"
     FROM ledger_line WHERE channels IS NOT NULL ORDER BY line`,
  );
  const once = new Map(announced.map((one) => [`${one.sku} ${one.version}`, one]));
  const versions = [...once.values()].map(({ sku, version, channels, policyVersion }) => {
    return { sku, version, channels, policyVersion };
  });
  expect([...once.keys()].toSorted()).toEqual(['A 1', 'A 2', 'A 3', 'B 1', 'B 2']);
  expect(told).toEqual(expect.arrayContaining(versions));
  expect(told).toHaveLength(versions.length);
});
