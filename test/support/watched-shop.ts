import type { Policy } from '#config';
import type { TestDatabase } from './database.js';
import { shopPolicy } from './policies.js';
import { insertRows, type TestRow } from './rows.js';
import { itemRow, positionRow } from './stock-rows.js';
import { fillWatchedItem } from './watched-item.js';
import { fillWatchedKpis } from './watched-kpis.js';
import { fillWatchedTroubles } from './watched-troubles.js';

/** More than a table keeps in the page at once. */
const ITEMS = 400;

export const ago = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

/** The shop's policy; its till stays alive for as long as a test takes, its warehouse is silent. */
export function watchedPolicy(): Policy {
  const policy = shopPolicy();
  const { pos } = policy.sources;
  if (!pos) throw new Error('the shop has no till');
  return {
    ...policy,
    sources: { ...policy.sources, pos: { ...pos, staleAfterSeconds: 3_600 } },
  };
}

/** A shop with something to see on every page of the dashboard: stock, a silent source, and troubles. */
export async function fillWatchedShop(database: TestDatabase): Promise<void> {
  const { dataSource } = database;
  await insertRows(dataSource, 'source_heartbeat', [
    { source: 'pos', beat_at: ago(3), seen_at: ago(2) },
    { source: 'wms', beat_at: ago(421), seen_at: ago(420) },
  ]);
  await fillWatchedItem(database, ago);
  await fillItems(database);
  await insertRows(dataSource, 'channel_lease', [
    { channel: 'bazaar', owner: 'publisher-1', epoch: 4, expires_at: ago(-3_600) },
    { channel: 'emporium', owner: 'publisher-1', epoch: 2, expires_at: ago(-3_600) },
  ]);
  await fillWatchedTroubles(database, ago);
  await fillWatchedKpis(database);
}

const skuOf = (place: number): string => `2${String(2_000 + place * 7)}${'ABCD'[place % 4]}`;

/** A number that a channel has taken. */
const told = (channel: string, place: number, units: number): TestRow => ({
  channel,
  sku: skuOf(place),
  lease_epoch: 1,
  sent_version: 1 + (place % 30),
  sent_quantity: units,
  sent_at: ago(50 + place * 97),
  acknowledged_version: 1 + (place % 30),
  acknowledged_quantity: units,
  acknowledged_at: ago(49 + place * 97),
  recorded_at: ago(60 + place * 97),
});

async function fillItems({ dataSource }: TestDatabase): Promise<void> {
  const numbers = Array.from({ length: ITEMS }, (_, place) => place);
  await insertRows(
    dataSource,
    'item',
    numbers.map((place) =>
      itemRow({
        sku: skuOf(place),
        partition: place % 16,
        version: 1 + (place % 30),
        channels: { bazaar: (place * 37) % 211, emporium: place % 11 },
        recorded_at: ago(60 + place * 97),
        applied_at: ago(59 + place * 97),
      }),
    ),
  );
  await insertRows(
    dataSource,
    'stock_position',
    numbers.map((place) =>
      positionRow({
        sku: skuOf(place),
        partition: place % 16,
        location: place % 3 === 0 ? 'depot' : 'leeds',
        source: place % 3 === 0 ? 'wms' : 'pos',
        available_base: (place * 37) % 211,
        updated_at: ago(60 + place * 97),
      }),
    ),
  );
  await insertRows(dataSource, 'publication', [
    ...numbers.slice(3).map((place) => told('bazaar', place, (place * 37) % 211)),
    ...numbers.slice(12).map((place) => told('emporium', place, place % 11)),
  ]);
}
