import { listingLimits, type LimitDimension } from '#channels';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { startEbay, type EbaySubject } from '../contract/ebay-subject.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TestPublisher } from '../support/publisher.js';

const WAIT = { timeout: 20_000, interval: 10 };
/** Shorter than a lease, as every call of a publisher has to be. */
const TIMEOUT_MS = 3_500;
const DAY_MS = 86_400_000;
const REVISIONS = 20;
/** Nine of ten are for what is not zero. */
const NUMBERS = 18;

let database: TestDatabase;
let shop: EbaySubject;
let publisher: TestPublisher | undefined;
let version = 0;
/** milliseconds that the clocks of the publisher and of eBay are ahead */
let later = 0;

beforeAll(async () => {
  database = await createTestDatabase(inject('stack').statePostgres, 'ebay');
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.dataSource.query(
    'TRUNCATE item, publication, channel_lease, channel_listing, listing_write',
  );
  later = 0;
  const now = () => Date.now() + later;
  const options = { now, tokenLifetimeMs: 10 * DAY_MS, revisionsPerDay: REVISIONS };
  shop = await startEbay({ timeoutMs: TIMEOUT_MS }, options);
  shop.market.seed([
    { sku: 'CUP-1', quantity: 5 },
    { sku: 'CUP-2', quantity: 5 },
  ]);
});
afterEach(async () => {
  await publisher?.publisher.stop();
  await shop.close();
});

/** eBay's, with fewer revisions a day. */
const limits = (): readonly LimitDimension[] => {
  const perListing = listingLimits(shop.connector.limits);
  return shop.connector.limits.map((limit) =>
    perListing.some(({ id }) => id === limit.id) ? { ...limit, capacity: REVISIONS } : limit,
  );
};

const start = async () => {
  const account = { connector: shop.connector, limits: limits(), rules: { listEveryMs: DAY_MS } };
  const now = () => performance.now() + later;
  publisher = new TestPublisher(database.dataSource, new Map([['ebay', account]]), { now });
  await publisher.publisher.start();
};

const change = (sku: string, quantity: number) =>
  publisher?.change((version += 1), { [sku]: { ebay: quantity } });
const untilShown = (sku: string, quantity: number) =>
  vi.waitFor(() => {
    expect(shop.market.shown().get(sku)).toBe(quantity);
    const answered = publisher?.published.findLast((publication) => publication.sku === sku);
    expect(answered?.quantity).toBe(quantity);
  }, WAIT);
const changeOften = async (sku: string, times: number) => {
  for (let used = 0; used < times; used += 1) {
    later += (DAY_MS / REVISIONS) * (used / NUMBERS) ** 2;
    await change(sku, 100 + used);
    await untilShown(sku, 100 + used);
  }
};
const writesOfCup = async (): Promise<number> => {
  const [stored] = await database.dataSource.query<{ writes: string }[]>(
    `SELECT sum(writes) AS writes FROM listing_write WHERE listing <> 'CUP-2'`,
  );
  return Number(stored?.writes);
};
const refused = () => publisher?.published.filter(({ outcome }) => outcome === 'rejected');

it('lets a listing rest that was revised too often, while zero still goes out, and comes right the next day', async () => {
  await start();
  await changeOften('CUP-1', NUMBERS);
  await change('CUP-1', 50);
  await change('CUP-2', 7);
  await untilShown('CUP-2', 7);
  expect(shop.market.shown().get('CUP-1')).toBe(99 + NUMBERS);

  await change('CUP-1', 0);
  await untilShown('CUP-1', 0);
  await change('CUP-1', 6);
  later = 2 * DAY_MS;
  await untilShown('CUP-1', 6);
  expect(refused()).toEqual([]);
});

it('goes on counting where its predecessor stopped', async () => {
  await start();
  await changeOften('CUP-1', NUMBERS);
  await publisher?.publisher.stop();
  await start();
  await change('CUP-1', 50);
  await change('CUP-2', 7);
  await untilShown('CUP-2', 7);
  expect(shop.market.shown().get('CUP-1')).toBe(99 + NUMBERS);
  await change('CUP-1', 0);
  await untilShown('CUP-1', 0);

  expect(refused()).toEqual([]);
  await expect.poll(writesOfCup).toBeGreaterThan(NUMBERS);
});
