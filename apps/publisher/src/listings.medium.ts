import {
  askPublisher,
  mapListings,
  pauseChannel,
  resumeChannel,
  type ListingMapping,
} from '#storage';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyTables } from '../../../test/support/empty-tables.js';
import { OneChannel } from '../../../test/support/one-channel.js';

const WAIT = { timeout: 20_000, interval: 20 };
const VOICE = { actor: 'test', reason: 'a test' };
const QUARTER_MS = 15 * 60_000;
/** By then what was said has been heeded. */
const HEEDED_MS = 1_000;

/** Each test has items of its own: the marketplace forgets none. */
describe('what people say of a channel and its listings', () => {
  let shop: OneChannel;

  beforeAll(async () => {
    shop = await OneChannel.open('listings');
  });
  afterAll(() => shop?.close());
  beforeEach(async () => {
    await emptyTables(
      shop.manager,
      `item, publication, channel_lease, channel_listing, channel_control, channel_request,
       channel_drift, operator_action`,
    );
    shop.later = 0;
  });
  afterEach(() => shop.stop());

  const map = (...listings: readonly Partial<ListingMapping>[]) =>
    mapListings(
      shop.manager,
      'bazaar',
      listings.map((listing) => ({ sku: '', parts: null, leadTimeDays: null, ...listing })),
      VOICE,
    );
  const list = () => askPublisher(shop.manager, 'bazaar', 'list', null, VOICE);
  const drift = () =>
    shop.manager.query<object[]>('SELECT sku, expected, found FROM channel_drift');

  it('publishes packs and bundles beside their items, and changes with what they are made of', async () => {
    const three = { item: 'pen', units: 3 };
    await map({ sku: 'pen-3', parts: [three] });
    await shop.start();
    await shop.change(1, { pen: 8, ink: 3 });
    await shop.untilShown({ pen: 8, 'pen-3': 2, ink: 3 });
    await map({ sku: 'pen-3', parts: [three, { item: 'ink', units: 3 }] });
    await shop.untilShown({ pen: 8, 'pen-3': 1, ink: 3 });
    await shop.change(2, { ink: 2 });
    await shop.untilShown({ pen: 8, 'pen-3': 0, ink: 2 });

    expect(await shop.written((sku) => sku === 'pen-3')).toEqual([2, 1, 0]);
  });

  it('publishes only what the channel lists, where it is told to, and learns that from it', async () => {
    await shop.sandbox.put('bazaar', { lamp: 1 });
    await shop.start({ unlisted: 'ignore', listEveryMs: 3_600_000 });
    await shop.change(1, { lamp: 8, bulb: 3 });
    await shop.untilShown({ lamp: 8 });
    const before = await shop.sandbox.quantities('bazaar');
    await map({ sku: 'bulb' });
    await shop.untilShown({ lamp: 8, bulb: 3 });

    expect(Object.keys(before)).not.toContain('bulb');
  });

  it('puts right at once what shows more than it should, and tells it', async () => {
    await shop.start();
    await shop.change(1, { cup: 8, jug: 3 });
    await shop.untilAcknowledged(['cup', 'jug']);
    await shop.sandbox.put('bazaar', { cup: 50 });
    await list();
    await shop.untilShown({ cup: 8, jug: 3 });

    expect(await drift()).toEqual([{ sku: 'cup', expected: 8, found: 50 }]);
  });

  it('gives the order of a sale on the channel a quarter of an hour before it shows more again', async () => {
    await shop.start();
    await shop.change(1, { hat: 8, cap: 3 });
    await shop.untilAcknowledged(['hat', 'cap']);
    await shop.sandbox.put('bazaar', { hat: 7, cap: 2 });
    await list();
    await vi.waitFor(async () => {
      const rows = await shop.manager.query<object[]>(
        'SELECT FROM channel_control WHERE listed_at IS NOT NULL',
      );
      expect(rows).toHaveLength(1);
    }, WAIT);
    await shop.change(2, { hat: 7 });
    await shop.untilAcknowledged(['hat'], 2);
    const meanwhile = await shop.sandbox.quantities('bazaar');
    shop.later = QUARTER_MS;
    await shop.untilShown({ hat: 7, cap: 3 });

    expect(meanwhile).toMatchObject({ hat: 7, cap: 2 });
    expect(await drift()).toEqual([{ sku: 'cap', expected: 3, found: 2 }]);
  });

  it('sends nothing while it is paused, and the newest number afterwards', async () => {
    await shop.start();
    await shop.change(1, { fan: 8 });
    await shop.untilAcknowledged(['fan']);
    await pauseChannel(shop.manager, 'bazaar', VOICE);
    await pause(HEEDED_MS);
    await shop.change(2, { fan: 7 });
    await shop.change(3, { fan: 6 });
    await pause(HEEDED_MS);
    const meanwhile = await shop.sandbox.quantities('bazaar');
    await resumeChannel(shop.manager, 'bazaar', VOICE);
    await shop.untilShown({ fan: 6 });

    expect(meanwhile).toMatchObject({ fan: 8 });
    expect(await shop.written((sku) => sku === 'fan')).toEqual([8, 6]);
  });

  it('sends again what somebody asks for, whatever is shown', async () => {
    await shop.start();
    await shop.change(1, { key: 8, box: 3 });
    await shop.untilAcknowledged(['key', 'box']);
    await shop.sandbox.put('bazaar', { key: 1, box: 1 });
    await askPublisher(shop.manager, 'bazaar', 'push', ['key'], VOICE);

    await shop.untilShown({ key: 8, box: 1 });
    expect(await shop.written((sku) => sku === 'box')).toEqual([3, 1]);
  });
});
