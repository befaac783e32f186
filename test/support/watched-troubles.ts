import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './database.js';
import { insertRows } from './rows.js';
import { fillWatchedCapture } from './watched-capture.js';
import { WATCHED_SKU } from './watched-item.js';

type Ago = (seconds: number) => string;

const TOPIC = 'cdc.pos.ospos.item_quantities';
const hex = (text: string): string => `\\x${Buffer.from(text).toString('hex')}`;
/** One of everything that a person may have to see to. */
export async function fillWatchedTroubles(database: TestDatabase, ago: Ago): Promise<void> {
  await fillWatchedCapture(database, ago);
  await fillChannels(database, ago);
  await fillSetAside(database, ago);
  await fillClaims(database, ago);
  await fillExceptions(database, ago);
}

async function fillChannels({ dataSource }: TestDatabase, ago: Ago): Promise<void> {
  await insertRows(dataSource, 'mass_zero', [
    {
      id: 1,
      channel: 'emporium',
      held_at: ago(600),
      held: 212,
      showing: 240,
      samples: ['22000A', '22007B', WATCHED_SKU],
      cause: 'the table stock_quant of wms was emptied by one transaction',
    },
  ]);
  await insertRows(dataSource, 'channel_control', [
    { channel: 'bazaar', listed_at: ago(4_000) },
    { channel: 'emporium', listed_at: ago(9_000) },
  ]);
  await insertRows(dataSource, 'channel_drift', [
    { id: 1, channel: 'bazaar', sku: WATCHED_SKU, expected: 47, found: 48, found_at: ago(4_000) },
  ]);
}

async function fillSetAside({ dataSource }: TestDatabase, ago: Ago): Promise<void> {
  await insertRows(dataSource, 'parked_message', [
    {
      id: 17,
      stage: 'normalizer',
      topic: TOPIC,
      partition: 2,
      offset: 1_204,
      key: hex('{"item_id":17,"location_id":1}'),
      value: hex('{"op":"x","after":{"item_id":17,"quantity":"three <b>bold</b>"}}'),
      headers: { 'content-type': 'application/json' },
      code: 'change.unknown_op',
      reason: 'op "x" is none of c, u, d, r, t, m',
      parked_at: ago(1_800),
      state: 'parked',
      attempts: 1,
      last_parked_at: ago(1_800),
    },
  ]);
  await insertRows(dataSource, 'waiting_change', [
    {
      topic: TOPIC,
      partition: 1,
      offset: 88,
      source: 'pos',
      awaits: 'ospos_items:4711',
      reason: 'the item has not arrived',
      key: hex('{"item_id":4711}'),
      value: hex('{}'),
      waiting_since: ago(40),
    },
  ]);
}

async function fillClaims({ dataSource }: TestDatabase, ago: Ago): Promise<void> {
  const [cart, order] = [randomUUID(), randomUUID()];
  const claim = { channel: 'bazaar', version: 1, shopper: 'known', stage: 'checkout' };
  await insertRows(dataSource, 'claim', [
    {
      ...claim,
      id: cart,
      kind: 'reservation',
      state: 'active',
      created_at: ago(200),
      expires_at: ago(-900),
    },
    {
      ...claim,
      id: order,
      kind: 'order',
      state: 'committed',
      order_type: 'sale',
      order_id: 'B-10442',
      cause_id: 'B-10442',
      created_at: ago(3_000),
      committed_at: ago(3_000),
    },
  ]);
  const line = { sku: WATCHED_SKU, location: 'leeds', absorbed: 0, held: true, refs: [] };
  await insertRows(dataSource, 'claim_line', [
    { ...line, claim: cart, quantity: 1 },
    { ...line, claim: order, quantity: 2 },
  ]);
}

async function fillExceptions({ dataSource }: TestDatabase, ago: Ago): Promise<void> {
  await insertRows(dataSource, 'claim_exception', [
    {
      id: 1,
      kind: 'order_short',
      channel: 'bazaar',
      claim: null,
      order_type: 'sale',
      order_id: 'B-10397',
      detail: '2 of 3 units of 22007B could be had',
      raised_at: ago(5_000),
    },
  ]);
  await insertRows(dataSource, 'location_stock', [
    {
      partition: 3,
      sku: WATCHED_SKU,
      location: 'leeds',
      available_base: 12,
      sellable_to: 'all',
      claimed: 3,
    },
    {
      partition: 1,
      sku: '22007B',
      location: 'leeds',
      available_base: 1,
      sellable_to: 'all',
      claimed: 2,
    },
  ]);
}
