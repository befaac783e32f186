import { MedusaConnector, type ListingRow, type MedusaEndpoint } from '#channels';
import { randomUUID } from 'node:crypto';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  it,
  vi,
} from 'vitest';
import { MEDUSA_DEFAULTS } from '../../apps/sandbox/src/medusa/medusa-options.js';
import { startMedusa } from '../contract/medusa-subject.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TestPublisher } from '../support/publisher.js';
import { interruptingProxy } from './interrupting-proxy.js';
import { answersOf, firstOfEach, formOf } from './medusa-calls.js';
import { startMedusaShop, type MedusaShop } from './medusa-shop.js';
import { MedusaStorefront } from './medusa-storefront.js';

const WAIT = { timeout: 90_000, interval: 100 };
/** Shorter than a lease, as every call of a publisher has to be. */
const CALL_MS = 3_500;
/** For calls in which a whole order is placed. */
const PATIENT_MS = 30_000;
const SETUP_MS = 360_000;
const DAY_MS = 86_400_000;
const STOCK = { 'CUP-1': 5, 'CUP-2': 5, 'CUP-3': 5, 'CUP-4': 5, 'CUP-5': 5, 'CUP-6': 0 };

describe('a real Medusa shop', () => {
  let shop: MedusaShop;
  let storefront: MedusaStorefront;
  let connector: MedusaConnector;
  const closers: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    shop = await startMedusaShop(inject('stack').statePostgres, STOCK);
    storefront = new MedusaStorefront(shop);
  }, SETUP_MS);
  afterAll(() => shop?.remove());
  beforeEach(() => {
    connector = connect();
  });
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });

  const connect = (
    change: Partial<MedusaEndpoint> = {},
    timeoutMs = PATIENT_MS,
  ): MedusaConnector => {
    const endpoint = { url: shop.url, apiKey: shop.secretKey, locationId: shop.location };
    const connected = new MedusaConnector({ ...endpoint, ...change }, { timeoutMs });
    closers.push(() => connected.close());
    return connected;
  };
  const call = () =>
    ({ callId: randomUUID(), lane: 'normal', signal: new AbortController().signal }) as const;
  const listed = async () => {
    const page = await connector.list(null, call());
    if (page.kind !== 'page') throw new Error(`the list ended ${JSON.stringify(page)}`);
    return page.listings;
  };
  const rowsOf = async (quantities: Readonly<Record<string, number>>): Promise<ListingRow[]> => {
    const known = new Map((await listed()).map(({ sku, ids }) => [sku, ids]));
    return Object.entries(quantities).map(([sku, quantity]) => ({
      sku,
      quantity,
      version: 1,
      shown: null,
      ids: known.get(sku) ?? {},
      leadTimeDays: null,
      offer: null,
    }));
  };
  const push = async (quantities: Readonly<Record<string, number>>) =>
    connector.push(await rowsOf(quantities), call());
  const readBack = async (...skus: string[]) => {
    const rows = await rowsOf(Object.fromEntries(skus.map((sku) => [sku, 0])));
    return connector.readBack(rows, call());
  };
  const APPLIED = { kind: 'answered', verdicts: [{ outcome: 'applied' }] };

  it('lists what one quantity can be told of, and nothing else that the shop sells', async () => {
    expect((await listed()).map(({ sku }) => sku).toSorted()).toEqual(Object.keys(STOCK));
    expect(await storefront.shows('UNTRACKED')).toBeUndefined();
    expect(await storefront.shows('SHARED-A')).toBe(4);
    expect(await storefront.shows('PAIR')).toBe(2);
  });

  it.each([0, 12])('shows customers %i when it is told so, and says it again', async (quantity) => {
    expect(await push({ 'CUP-1': quantity })).toMatchObject(APPLIED);
    expect(await storefront.shows('CUP-1')).toBe(quantity);
    expect(await readBack('CUP-1')).toEqual({
      kind: 'read',
      quantities: new Map([['CUP-1', quantity]]),
    });
  });

  it('shows less after an order, and what it is told after that beside the order', async () => {
    const order = await storefront.buy('CUP-2', 2);
    expect(await storefront.shows('CUP-2')).toBe(3);
    expect(await readBack('CUP-2')).toMatchObject({ quantities: new Map([['CUP-2', 3]]) });

    expect(await push({ 'CUP-2': 7 })).toMatchObject(APPLIED);
    expect(await storefront.shows('CUP-2')).toBe(7);
    await storefront.cancel(order);
    expect(await storefront.shows('CUP-2')).toBe(9);
    expect(await push({ 'CUP-2': 7 })).toMatchObject(APPLIED);
    expect(await storefront.shows('CUP-2')).toBe(7);
  });

  it('sees what was ordered between its reading and its writing', async () => {
    const rows = await rowsOf({ 'CUP-3': 4 });
    const proxy = await interruptingProxy(shop.url, () => storefront.buy('CUP-3', 1));
    closers.push(() => proxy.close());

    expect(await connect({ url: proxy.url }).push(rows, call())).toMatchObject({
      verdicts: [
        { outcome: 'unknown', reason: '0 were reserved before the write, and 1 after it' },
      ],
    });
    expect(await storefront.shows('CUP-3')).toBe(3);
    expect(await push({ 'CUP-3': 4 })).toMatchObject(APPLIED);
    expect(await storefront.shows('CUP-3')).toBe(4);
  });

  it('applies the rows beside an item that there is not', async () => {
    const [row, ...others] = await rowsOf({ 'CUP-4': 2, 'CUP-5': 3 });
    const gone = { ...row!, ids: { inventoryItemId: 'iitem_01JA1ZQV7N3X5R8W0000000000' } };

    expect(await connector.push([gone, ...others], call())).toMatchObject({
      verdicts: [{ outcome: 'rejected', code: 'not_stocked' }, { outcome: 'applied' }],
    });
    expect(await storefront.shows('CUP-4')).toBe(5);
    expect(await storefront.shows('CUP-5')).toBe(3);
  });

  it('is not let in with a wrong key, nor to a location that there is not', async () => {
    const rows = await rowsOf({ 'CUP-4': 1 });
    const stranger = connect({ apiKey: 'sk_wrong' });
    const lost = connect({ locationId: 'sloc_none' });

    expect(await stranger.push(rows, call())).toEqual({
      kind: 'unauthorized',
      reason: 'HTTP 401: Unauthorized',
    });
    expect(await lost.push(rows, call())).toMatchObject({
      verdicts: [{ outcome: 'rejected', code: 'not_stocked' }],
    });
    expect(await lost.list(null, call())).toEqual({
      kind: 'unavailable',
      reason: 'HTTP 404: Stock location with id: sloc_none was not found',
    });
    expect(await storefront.shows('CUP-4')).toBe(5);
  });

  it('answers as the pretended one does', async () => {
    const pretended = await startMedusa({ timeoutMs: PATIENT_MS });
    closers.push(() => pretended.close());
    pretended.market.seed([{ sku: 'CUP-4', quantity: 5 }]);
    const [row] = await rowsOf({ 'CUP-4': 5 });
    const { apiKey, locationId } = MEDUSA_DEFAULTS;
    const ofPretended = await answersOf({
      url: pretended.url,
      apiKey,
      locationId,
      itemId: pretended.market.item('CUP-4').id,
    });
    const ofReal = await answersOf({
      url: shop.url,
      apiKey: shop.secretKey,
      locationId: shop.location,
      itemId: row?.ids['inventoryItemId'] ?? '',
    });

    const real = firstOfEach(Object.fromEntries(ofReal));
    const form = formOf(firstOfEach(Object.fromEntries(ofPretended))) as object;
    expect(real).toMatchObject(form);
  });

  describe('with a publisher', () => {
    let database: TestDatabase;
    let publisher: TestPublisher;

    beforeEach(async () => {
      database = await createTestDatabase(inject('stack').statePostgres, 'medusa_publisher');
      const rules = { unlisted: 'ignore', listEveryMs: DAY_MS } as const;
      const account = { connector: connect({}, CALL_MS), limits: [], rules };
      publisher = new TestPublisher(database.dataSource, new Map([['shop', account]]));
      await publisher.publisher.start();
    });
    afterEach(async () => {
      await publisher.publisher.stop();
      await database.drop();
    });

    const change = (version: number, quantities: Readonly<Record<string, number>>) => {
      const items = Object.entries(quantities).map(
        ([sku, units]) => [sku, { shop: units }] as const,
      );
      return publisher.change(version, Object.fromEntries(items));
    };
    const showing = (quantities: Readonly<Record<string, number>>) =>
      vi.waitFor(async () => {
        for (const [sku, quantity] of Object.entries(quantities)) {
          expect(await storefront.shows(sku)).toBe(quantity);
        }
      }, WAIT);

    it('publishes what the shop stocks, and nothing that it does not know', async () => {
      await change(1, { 'CUP-1': 31, 'CUP-6': 32, 'CUP-9': 33 });
      await showing({ 'CUP-1': 31, 'CUP-6': 32 });

      await vi.waitFor(() => {
        const told = publisher.published.map(({ sku, outcome }) => `${sku} ${outcome}`);
        expect(told.toSorted()).toEqual(['CUP-1 applied', 'CUP-6 applied']);
      }, WAIT);
    });

    it('goes on with the newest number once the shop is there again', async () => {
      await change(1, { 'CUP-1': 41 });
      await showing({ 'CUP-1': 41 });
      await shop.stop();
      await change(2, { 'CUP-1': 42, 'CUP-6': 7 });
      await change(3, { 'CUP-1': 43 });
      await vi.waitFor(() => {
        expect(publisher.troubles.join('\n')).toContain('ECONNREFUSED');
      }, WAIT);
      await shop.restart();

      await showing({ 'CUP-1': 43, 'CUP-6': 7 });
    });
  });
});
