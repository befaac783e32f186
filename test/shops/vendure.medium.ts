import { VendureConnector, type ListingRow, type ObservedListing } from '#channels';
import {
  buildClientSchema,
  getIntrospectionQuery,
  parse,
  validate,
  type IntrospectionQuery,
} from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { contextOf } from '../contract/conformance/push-rows.js';
import { startRecordingProxy, type RecordingProxy } from './recording-proxy.js';
import { Storefront } from './vendure/storefront.js';
import { VendureShop } from './vendure/vendure-shop.js';

const RIGHTS = ['ReadProduct', 'UpdateProduct', 'ReadStockLocation'];
/** Shorter than a lease, as every call of a publisher has to be. */
const TIMEOUT_MS = 3_500;
const INSTALL_MS = 300_000;

let shop: VendureShop;
let storefront: Storefront;
let apiKey: string;
let stockLocationId: string;

beforeAll(async () => {
  shop = await VendureShop.start(inject('stack').statePostgres, 'vendure');
  storefront = new Storefront(shop.url);
  apiKey = await shop.admin.createApiKey(RIGHTS);
  stockLocationId = await shop.admin.stockLocationId();
}, INSTALL_MS);
afterAll(() => shop?.remove());

const connect = (change: { url?: string; apiKey?: string; stockLocationId?: string } = {}) =>
  new VendureConnector(
    { url: shop.url, apiKey, stockLocationId, channelToken: null, ...change },
    { timeoutMs: TIMEOUT_MS },
  );

const rowsOf = (quantities: Readonly<Record<string, number>>): ListingRow[] =>
  Object.entries(quantities).map(([sku, quantity]) => ({
    sku,
    quantity,
    version: 1,
    shown: null,
    ids: {},
    leadTimeDays: null,
    offer: null,
  }));

describe('the connector', () => {
  let connector: VendureConnector;
  let proxy: RecordingProxy;
  let cup: string;

  beforeAll(async () => {
    proxy = await startRecordingProxy(shop.url);
    connector = connect({ url: proxy.url });
    cup = await shop.admin.createVariant('85123A', { stockOnHand: 10 });
    await shop.admin.createVariant('22423', { stockOnHand: 4 });
  });
  afterAll(async () => {
    await connector.close();
    await proxy.close();
  });
  beforeEach(() => push({ '85123A': 10, '22423': 4 }));

  const push = (quantities: Readonly<Record<string, number>>) =>
    connector.push(rowsOf(quantities), contextOf());
  const read = async (...skus: string[]) => {
    const answer = await connector.readBack(
      rowsOf(Object.fromEntries(skus.map((sku) => [sku, 0]))),
      contextOf(),
    );
    return answer.kind === 'read' ? Object.fromEntries(answer.quantities) : answer;
  };
  const list = async (): Promise<ObservedListing[]> => {
    const listed: ObservedListing[] = [];
    for (let after: string | null = null, pages = 0; pages < 100; pages += 1) {
      const page = await connector.list(after, contextOf('reconcile'));
      if (page.kind !== 'page') throw new Error(JSON.stringify(page));
      listed.push(...page.listings);
      after = page.next;
      if (after === null) return listed;
    }
    throw new Error('the list never ends');
  };

  it('sets what customers see, to zero and back, and reads it back', async () => {
    for (const quantity of [7, 0, 12]) {
      expect(await push({ '85123A': quantity, '22423': 3 })).toEqual({
        kind: 'answered',
        verdicts: [{ outcome: 'applied' }, { outcome: 'applied' }],
        hints: [],
      });
      expect(await storefront.shown('85123a')).toBe(String(quantity));
      expect(await read('85123A', '22423', 'GONE')).toEqual({ '85123A': quantity, '22423': 3 });
    }
  });

  it('sees an order lower the number, and writes on top of what is allocated', async () => {
    await storefront.buy(cup, 3);
    expect(await storefront.shown('85123a')).toBe('7');
    expect(await read('85123A')).toEqual({ '85123A': 7 });
    await push({ '85123A': 6 });
    expect(await storefront.shown('85123a')).toBe('6');
    await expect(storefront.buy(cup, 7)).rejects.toThrow('insufficient stock');
    await storefront.buy(cup, 6);

    expect(await storefront.shown('85123a')).toBe('0');
    expect(await read('85123A')).toEqual({ '85123A': 0 });
  });

  it('sets aside what takes no number, and lets its neighbours pass', async () => {
    await shop.admin.createVariant('DOUBLE', { stockOnHand: 1 });
    await shop.admin.createVariant('DOUBLE', { stockOnHand: 2 });
    await shop.admin.createVariant('GIFT-CARD', { trackInventory: 'FALSE' });
    const deleted = await shop.admin.createVariant('DELETED', { stockOnHand: 1 });
    await shop.admin.deleteVariant(deleted);
    const odd = { GONE: 1, DOUBLE: 1, 'GIFT-CARD': 1, DELETED: 1, '85123a': 1 };

    expect(await push({ '22423': 9, ...odd })).toMatchObject({
      verdicts: [
        { outcome: 'applied' },
        { outcome: 'rejected', code: 'no_such_sku' },
        { outcome: 'rejected', code: 'sku_not_unique' },
        { outcome: 'rejected', code: 'inventory_not_tracked' },
        { outcome: 'rejected', code: 'no_such_sku' },
        { outcome: 'rejected', code: 'no_such_sku' },
      ],
    });
    expect((await list()).map(({ sku }) => sku).toSorted()).toEqual(['22423', '85123A', 'DOUBLE']);
  });

  it('fills a call to the brim within its time, and lists by pages', async () => {
    const most = connector.capabilities.rowsPerCall.normal;
    const skus = Array.from({ length: 260 }, (_, at) => `PAGE-${at}`);
    for (const sku of skus) await shop.admin.createVariant(sku, { stockOnHand: 1 });
    const told = Object.fromEntries(skus.slice(0, most).map((sku, at) => [sku, at + 2]));
    const since = performance.now();
    const pushed = await push(told);
    const tookMs = performance.now() - since;
    console.log(`${most} rows set in ${Math.round(tookMs)} ms`);

    expect(pushed).toMatchObject({
      verdicts: Object.keys(told).map(() => ({ outcome: 'applied' })),
    });
    expect(await read(...Object.keys(told))).toEqual(told);
    const listed = (await list()).filter(({ sku }) => sku.startsWith('PAGE-'));
    expect(listed.map(({ sku }) => sku).toSorted()).toEqual(skus.toSorted());
    expect(listed.find(({ sku }) => sku === 'PAGE-3')).toMatchObject({ quantity: 5 });
  });

  it('is not let in without a key, and without a right that it needs', async () => {
    const keys = await Promise.all(
      RIGHTS.map((lacking) => shop.admin.createApiKey(RIGHTS.filter((right) => right !== lacking))),
    );
    const kinds = [];
    for (const key of ['', 'no-key', `no:key${apiKey}`, ...keys]) {
      const stranger = connect({ apiKey: key });
      const pushed = await stranger.push(rowsOf({ '85123A': 1 }), contextOf());
      kinds.push(pushed.kind);
      await stranger.close();
    }

    expect(kinds).toEqual(Array.from({ length: 6 }, () => 'unauthorized'));
    expect(await storefront.shown('85123a')).toBe('10');
  });

  it('writes nowhere else than into a location that there is', async () => {
    const elsewhere = connect({ stockLocationId: '999' });
    const pushed = await elsewhere.push(rowsOf({ '85123A': 1 }), contextOf());
    await elsewhere.close();

    expect(pushed).toEqual({
      kind: 'unavailable',
      reason: 'the channel has no such stock location',
    });
  });

  it('asks nothing that the schema of the real shop does not have', async () => {
    await push({ '85123A': 1 });
    await list();
    const schema = buildClientSchema(
      await shop.admin.ask<IntrospectionQuery>(getIntrospectionQuery()),
    );
    const queries = new Set(
      proxy.bodies.map((body) => (JSON.parse(body) as { query: string }).query),
    );

    expect(queries.size).toBe(4);
    for (const query of queries) expect(validate(schema, parse(query))).toEqual([]);
  });
});
