import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { vendorSchema } from '../../apps/sandbox/src/shopify/vendor-schema.js';
import { startShop, type ShopSubject } from '../contract/shopify-subject.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TestPublisher } from '../support/publisher.js';

const WAIT = { timeout: 30_000, interval: 50 };
/** Shorter than a lease, as every call of a publisher has to be. */
const TIMEOUT_MS = 3_500;
const DAY_MS = 86_400_000;
/** Reading the vendor's schema takes a second, and more on a busy machine. */
const SCHEMA_MS = 60_000;

let database: TestDatabase;
let shop: ShopSubject;
let publisher: TestPublisher;

beforeAll(async () => {
  vendorSchema();
  database = await createTestDatabase(inject('stack').statePostgres, 'shopify');
}, SCHEMA_MS);
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query(
    'TRUNCATE item, publication, channel_lease, channel_listing, channel_control, channel_drift',
  );
  shop = await startShop({ timeoutMs: TIMEOUT_MS });
  shop.market.seed([
    { sku: 'CUP-1', quantity: 5 },
    { sku: 'CUP-2', quantity: 5 },
  ]);
});
afterEach(async () => {
  await publisher.publisher.stop();
  await shop.close();
});

const start = async (quantities: Readonly<Record<string, number>>) => {
  const { connector } = shop;
  const rules = { unlisted: 'ignore', listEveryMs: DAY_MS } as const;
  const account = { connector, limits: connector.limits, rules };
  publisher = new TestPublisher(database.dataSource, new Map([['webshop', account]]));
  await publisher.publisher.start();
  const items = Object.entries(quantities).map(([sku, webshop]) => [sku, { webshop }] as const);
  await publisher.change(1, Object.fromEntries(items));
};
const shown = () => Object.fromEntries(shop.market.shown());

it('learns which inventory item a sku is from the shop, and publishes what the shop stocks', async () => {
  await start({ 'CUP-1': 7, 'CUP-2': 0, 'CUP-9': 4 });

  await vi.waitFor(() => {
    expect(shown()).toEqual({ 'CUP-1': 7, 'CUP-2': 0 });
  }, WAIT);
  await vi.waitFor(() => {
    expect(publisher.published.map(({ sku, outcome }) => `${sku} ${outcome}`).toSorted()).toEqual([
      'CUP-1 applied',
      'CUP-2 applied',
    ]);
  }, WAIT);
});

it('says what it replaces from the first write on, so that nothing is overwritten unseen', async () => {
  const push = vi.spyOn(shop.connector, 'push');
  await start({ 'CUP-1': 7 });
  await vi.waitFor(() => {
    expect(shown()).toMatchObject({ 'CUP-1': 7 });
  }, WAIT);

  const [rows] = push.mock.calls[0] ?? [];
  expect(rows).toMatchObject([{ sku: 'CUP-1', quantity: 7, shown: 5 }]);
});
