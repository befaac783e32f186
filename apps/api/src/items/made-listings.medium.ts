import { listingVersion } from '#domain';
import { mapListings } from '#storage';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { channelPolicy, shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';
import { itemRow, positionRow } from '../../../../test/support/stock-rows.js';
import type { Explain } from '../explain/explain.schema.js';
import type { Item } from './item.schema.js';

const VOICE = { actor: 'test', reason: 'mapping' };
const MAPPED = [
  { sku: 'A-3', parts: [{ item: 'A', units: 3 }], leadTimeDays: null },
  {
    sku: 'set',
    parts: [
      { item: 'A', units: 2 },
      { item: 'lamp', units: 1 },
    ],
    leadTimeDays: null,
  },
  {
    sku: 'early',
    parts: [
      { item: 'A', units: 1 },
      { item: 'never-seen', units: 1 },
    ],
    leadTimeDays: null,
  },
  { sku: 'lamp', parts: [], leadTimeDays: null },
];

/** A channel without buffers, so that it may show all that is there, and one that lists nothing yet. */
const policy = () => ({
  ...shopPolicy(),
  channels: {
    bazaar: channelPolicy({ pool: ['leeds'] }),
    emporium: channelPolicy({ pool: ['leeds'], unlisted: 'ignore' }),
  },
});

describe('listings that are made of items', () => {
  let database: TestDatabase;
  let api: ApiServer;

  const stored = (sku: string, there: number, version: number) =>
    itemRow({ sku, version, partition: version % 3, channels: { bazaar: there, emporium: there } });
  const there = (sku: string, units: number, version: number) =>
    positionRow({
      sku,
      partition: version % 3,
      location: 'leeds',
      source: 'pos',
      available_base: units,
    });
  const explain = async (path: string) => (await api.get(`/v1/items/${path}`)).body as Explain;
  const listing = ({ listings }: Pick<Explain, 'listings'>, sku: string) =>
    listings.find((one) => one.sku === sku);

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'made');
    const { dataSource } = database;
    await insertRows(dataSource, 'item', [stored('A', 8, 5), stored('lamp', 3, 7)]);
    await insertRows(dataSource, 'stock_position', [there('A', 8, 5), there('lamp', 3, 7)]);
    await mapListings(dataSource.manager, 'bazaar', MAPPED, VOICE);
    await insertRows(dataSource, 'publication', [
      {
        channel: 'bazaar',
        sku: 'A-3',
        lease_epoch: 1,
        sent_version: listingVersion(1, [5]),
        sent_quantity: 2,
        sent_at: '2026-01-05T09:00:01Z',
        acknowledged_version: listingVersion(1, [5]),
        acknowledged_quantity: 2,
        acknowledged_at: '2026-01-05T09:00:02Z',
        recorded_at: '2026-01-05T09:00:00Z',
      },
    ]);
    api = await startApi(database.url, policy());
  });
  afterAll(async () => {
    await api?.close();
    await database?.drop();
  });

  it('explains a pack by its item, a third of it, and recomputes that from the positions', async () => {
    const pack = await explain('A-3/explain');

    expect(pack).toMatchObject({ sku: 'A-3', item: null, channels: [], positions: [], ledger: [] });
    expect(pack.listings).toHaveLength(1);
    expect(pack.listings[0]).toMatchObject({
      channel: 'bazaar',
      sku: 'A-3',
      parts: [{ item: 'A', units: 3, quantity: 8, gives: 2, recomputed: 8 }],
      desired: { quantity: 2, version: listingVersion(1, [5]) },
      acknowledged: { quantity: 2 },
      state: 'acknowledged',
      check: { stored: 2, recomputed: 2, agrees: true, note: null },
    });
  });

  it('explains a bundle by the scarcest of its items', async () => {
    expect((await explain('set/explain?channel=bazaar')).listings[0]).toMatchObject({
      parts: [
        { item: 'A', units: 2, gives: 4, recomputed: 8 },
        { item: 'lamp', units: 1, gives: 3, recomputed: 3 },
      ],
      desired: { quantity: 3, version: listingVersion(1, [5, 7]) },
      state: 'pending',
      check: { stored: 3, recomputed: 3, agrees: true },
    });
  });

  it('has nothing to check while an item of it was never seen', async () => {
    expect((await explain('early/explain')).listings[0]).toMatchObject({
      parts: [{ gives: 8 }, { item: 'never-seen', quantity: null, gives: null, recomputed: null }],
      desired: null,
      check: null,
    });
  });

  it('shows with an item the listings that take units of it', async () => {
    const explained = await explain('A/explain');
    const page = (await api.get('/v1/items/A')).body as Item;
    const names = ['A-3', 'early', 'set'];

    expect(explained.listings.map(({ sku }) => sku)).toEqual(names);
    expect(page.listings.map(({ sku }) => sku)).toEqual(names);
    expect(page.listings[2]?.parts[1]).toEqual({ item: 'lamp', units: 1, quantity: 3, gives: 3 });
    expect((await explain('A/explain?channel=emporium')).listings).toEqual([]);
  });

  it('says where an item is not published under its own sku, and what it would be', async () => {
    const { channels, listings } = await explain('lamp/explain');

    expect(channels).toMatchObject([
      { channel: 'bazaar', state: 'unlisted', desired: null, check: { stored: 3, agrees: true } },
      { channel: 'emporium', state: 'unlisted', desired: null, check: { stored: 3, agrees: true } },
    ]);
    expect(listing({ listings }, 'lamp')).toMatchObject({ parts: [], desired: null, check: null });
  });

  it('tells the number that does not follow from the positions', async () => {
    await database.dataSource.query(
      `UPDATE stock_position SET available_base = 2 WHERE sku = 'lamp'`,
    );
    const wrong = listing(await explain('set/explain'), 'set');
    await database.dataSource.query(
      `UPDATE stock_position SET available_base = 3 WHERE sku = 'lamp'`,
    );

    expect(wrong?.parts[1]).toMatchObject({ quantity: 3, recomputed: 2 });
    expect(wrong?.check).toMatchObject({ stored: 3, recomputed: 2, agrees: false });
  });

  it('numbers what is mapped back to its item behind what it was told before', async () => {
    const own = [{ sku: 'lamp', parts: null, leadTimeDays: null }];
    await mapListings(database.dataSource.manager, 'bazaar', own, VOICE);
    const { channels } = await explain('lamp/explain?channel=bazaar');
    await mapListings(database.dataSource.manager, 'bazaar', MAPPED.slice(-1), VOICE);

    expect(channels[0]?.desired).toMatchObject({ quantity: 3, version: listingVersion(2, [7]) });
  });

  it('refuses what is neither an item nor a listing, and a channel that is not there', async () => {
    expect(await api.get('/v1/items/A-33/explain')).toMatchObject({
      status: 404,
      body: { type: 'urn:shelfwire:problem:unknown_item' },
    });
    expect(await api.get('/v1/items/A-3/explain?channel=bazar')).toMatchObject({
      status: 404,
      body: { suggestion: 'bazaar' },
    });
  });
});
