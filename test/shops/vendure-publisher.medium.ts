import { VendureConnector } from '#channels';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TestPublisher } from '../support/publisher.js';
import { Storefront } from './vendure/storefront.js';
import { VendureShop } from './vendure/vendure-shop.js';

/** Shorter than a lease, as every call of a publisher has to be. */
const TIMEOUT_MS = 3_500;
const DAY_MS = 86_400_000;
const WAIT = { timeout: 60_000, interval: 100 };
const INSTALL_MS = 300_000;

let shop: VendureShop;
let storefront: Storefront;
let database: TestDatabase;
let publisher: TestPublisher;

beforeAll(async () => {
  const { statePostgres } = inject('stack');
  shop = await VendureShop.start(statePostgres, 'vendure_published');
  storefront = new Storefront(shop.url);
  await shop.admin.createVariant('84879', { stockOnHand: 1 });
  await shop.admin.createVariant('47566', { stockOnHand: 1 });
  const connector = new VendureConnector(
    {
      url: shop.url,
      apiKey: await shop.admin.createApiKey(['ReadProduct', 'UpdateProduct', 'ReadStockLocation']),
      stockLocationId: await shop.admin.stockLocationId(),
      channelToken: null,
    },
    { timeoutMs: TIMEOUT_MS },
  );
  database = await createTestDatabase(statePostgres, 'vendure_state');
  const rules = { unlisted: 'ignore', listEveryMs: DAY_MS } as const;
  const account = { connector, limits: connector.limits, rules };
  publisher = new TestPublisher(database.dataSource, new Map([['shop', account]]));
  await publisher.publisher.start();
}, INSTALL_MS);
afterAll(async () => {
  await publisher?.stop();
  await database?.drop();
  await shop?.remove();
});

const change = (version: number, quantities: Readonly<Record<string, number>>) =>
  publisher.change(
    version,
    Object.fromEntries(Object.entries(quantities).map(([sku, units]) => [sku, { shop: units }])),
  );
const untilShown = (sku: string, quantity: number) =>
  vi.waitFor(async () => {
    expect(await storefront.shown(sku)).toBe(String(quantity));
  }, WAIT);

it('learns what the shop lists, and brings it up to date', async () => {
  await change(1, { '84879': 7, '47566': 0, 'NOT-LISTED': 4 });
  await untilShown('84879', 7);
  await untilShown('47566', 0);

  await vi.waitFor(() => {
    expect(publisher.published.map(({ sku, outcome }) => `${sku} ${outcome}`).toSorted()).toEqual([
      '47566 applied',
      '84879 applied',
    ]);
  }, WAIT);
});

it('brings what is newest to a shop that was stopped and comes back', async () => {
  await shop.stop();
  await change(2, { '84879': 6 });
  await change(3, { '84879': 5 });
  await vi.waitFor(() => {
    expect(publisher.troubles.join('\n')).toContain('ECONNREFUSED');
  }, WAIT);
  await shop.comeBack();
  await untilShown('84879', 5);

  await vi.waitFor(() => {
    const told = publisher.published.filter(({ sku }) => sku === '84879');
    expect(told.at(-1)).toMatchObject({ quantity: 5, outcome: 'applied' });
  }, WAIT);
});
