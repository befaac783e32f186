import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';
import { itemRow, positionRow, WRITTEN_AT } from '../../../../test/support/stock-rows.js';
import type { Locations } from '../locations/location.schema.js';
import type { Item, ItemsPage } from './item.schema.js';

const SKUS = ['10002', '10125', '22_PCT', '22xPCT', '85123A', 'z/ü%'];

describe('items and locations', () => {
  let database: TestDatabase;
  let api: ApiServer;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'items');
    const items = SKUS.map((sku, index) => itemRow({ sku, partition: index % 3 }));
    await insertRows(database.dataSource, 'item', items);
    await insertRows(database.dataSource, 'stock_position', [
      positionRow({
        partition: 1,
        sku: '85123A',
        location: 'leeds',
        source: 'pos',
        available_base: 12,
        allocated: 0.25,
        in_transit: 40,
        hub_version: 5,
      }),
      positionRow({ partition: 0, sku: '10002', location: 'leeds', source: 'pos' }),
    ]);
    api = await startApi(database.url, shopPolicy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  const page = async (query: string): Promise<ItemsPage> =>
    (await api.get(`/v1/items?${query}`)).body as ItemsPage;
  const skus = ({ items }: ItemsPage): string[] => items.map(({ sku }) => sku);

  it('pages through every item of every partition once, by sku', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const query: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
      const { items, next } = await page(`limit=2${query}`);
      seen.push(...items.map(({ sku }) => sku));
      after = next;
    } while (after !== null);
    expect(seen).toEqual(SKUS);
  });

  it('searches a part of the sku in any case, every character meaning itself', async () => {
    expect(skus(await page('search=pct'))).toEqual(['22_PCT', '22xPCT']);
    expect(skus(await page('search=2_P'))).toEqual(['22_PCT']);
    expect(skus(await page('search=%25'))).toEqual(['z/ü%']);
    expect(await page('search=nowhere')).toEqual({ items: [], next: null });
  });

  it('shows one item with its positions, whatever its sku is made of', async () => {
    const { body } = await api.get('/v1/items/85123A');
    expect((body as Item).positions).toEqual([
      {
        location: 'leeds',
        source: 'pos',
        onHand: '12.25',
        buckets: {
          available_base: '12',
          allocated: '0.25',
          damaged: '0',
          quarantine: '0',
          non_sellable: '0',
          in_transit: '40',
          inbound_confirmed: '0',
        },
        hubVersion: 5,
        updatedAt: WRITTEN_AT,
      },
    ]);
    expect((await api.get(`/v1/items/${encodeURIComponent('z/ü%')}`)).body).toMatchObject({
      sku: 'z/ü%',
      positions: [],
      channels: [
        { channel: 'bazaar', desired: null, state: 'pending' },
        { channel: 'emporium', desired: null, state: 'pending' },
      ],
    });
  });

  it('counts the items of each location of the policy', async () => {
    const { locations } = (await api.get('/v1/locations')).body as Locations;
    expect(locations).toEqual([
      {
        location: 'depot',
        source: 'wms',
        name: 'WH/Stock',
        kind: 'warehouse',
        items: 0,
        lastChangeAt: null,
        stale: false,
        staleness: null,
        fallbacks: [],
      },
      {
        location: 'leeds',
        source: 'pos',
        name: 'Leeds',
        kind: 'store',
        items: 2,
        lastChangeAt: WRITTEN_AT,
        stale: false,
        staleness: null,
        fallbacks: [],
      },
    ]);
  });
});
