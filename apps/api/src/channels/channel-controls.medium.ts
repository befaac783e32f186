import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { startApi, type ApiServer } from '../../../../test/support/api-server.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { emptyTables } from '../../../../test/support/empty-tables.js';
import { channelPolicy, shopPolicy } from '../../../../test/support/policies.js';
import { insertRows } from '../../../../test/support/rows.js';
import { itemRow } from '../../../../test/support/stock-rows.js';

describe('what people tell a channel over the API', () => {
  let database: TestDatabase;
  let api: ApiServer;

  beforeAll(async () => {
    database = await createTestDatabase(inject('stack').statePostgres, 'controls');
    const policy = shopPolicy();
    const picky = channelPolicy({ unlisted: 'ignore' });
    api = await startApi(database.url, { ...policy, channels: { ...policy.channels, picky } });
  });
  afterAll(async () => {
    await api?.close();
    await database.drop();
  });
  beforeEach(() =>
    emptyTables(
      database.dataSource,
      `item, publication, channel_listing, channel_control, channel_request, mass_zero,
       channel_drift, operator_action`,
    ),
  );

  const post = (path: string, body: object) => api.send('POST', `/v1/channels/${path}`, body);
  /** Counts are kept for a second; a word reads them anew. */
  const readAnew = () => post('bazaar/resume', {});
  const actions = () =>
    database.dataSource.query<object[]>(
      `SELECT actor, action, subject, reason FROM operator_action WHERE outcome = 'done' ORDER BY id`,
    );

  it('pauses and resumes, and remembers who did and why', async () => {
    const paused = await post('bazaar/pause', { because: 'prices are wrong', by: 'ann' });
    const resumed = await post('bazaar/resume', { by: 'bob' });

    expect(paused).toMatchObject({
      status: 200,
      body: { paused: { because: 'prices are wrong' } },
    });
    expect(resumed).toMatchObject({ status: 200, body: { paused: null } });
    expect(await actions()).toEqual([
      { actor: 'ann', action: 'channel.pause', subject: 'bazaar', reason: 'prices are wrong' },
      { actor: 'bob', action: 'channel.resume', subject: 'bazaar', reason: 'not said' },
    ]);
  });

  it('asks for listings to be sent again, and for all to be read', async () => {
    await post('bazaar/push', { skus: ['A', 'B'] });
    await post('bazaar/push', {});
    await post('bazaar/list', {});

    expect(
      await database.dataSource.query(
        'SELECT channel, kind, skus FROM channel_request ORDER BY id',
      ),
    ).toEqual([
      { channel: 'bazaar', kind: 'push', skus: ['A', 'B'] },
      { channel: 'bazaar', kind: 'push', skus: null },
      { channel: 'bazaar', kind: 'list', skus: null },
    ]);
  });

  it('confirms zeros once, and only where some are held', async () => {
    const none = await post('bazaar/confirm', {});
    await insertRows(database.dataSource, 'mass_zero', [
      { channel: 'bazaar', held: 31, showing: 40, samples: ['A'], cause: 'no stock' },
    ]);
    await readAnew();
    const shown = await api.get('/v1/channels');
    const confirmed = await post('bazaar/confirm', { because: 'we moved out', by: 'ann' });
    const again = await post('bazaar/confirm', {});

    expect([none.status, confirmed.status, again.status]).toEqual([409, 200, 409]);
    expect(none.body).toMatchObject({ detail: 'No zeros of bazaar wait for a confirmation.' });
    expect(shown.body).toMatchObject({
      channels: [
        {
          channel: 'bazaar',
          heldZeros: { held: 31, showing: 40, cause: 'no stock', confirmedAt: null },
        },
        { channel: 'emporium', heldZeros: null },
        { channel: 'picky', heldZeros: null },
      ],
    });
    expect(await actions()).toMatchObject([
      { action: 'channel.resume' },
      { actor: 'ann', action: 'channel.confirm', reason: 'we moved out' },
    ]);
  });

  it('takes what listings are made of, and says how many changed', async () => {
    const listings = [
      { sku: 'A-3', parts: [{ item: 'A', units: 3 }] },
      { sku: 'A', leadTimeDays: 2 },
    ];
    const put = () => api.send('PUT', '/v1/channels/bazaar/listings', { listings });
    const first = await put();
    const second = await put();

    expect([first.body, second.body]).toEqual([{ changed: 2 }, { changed: 0 }]);
    expect(
      await database.dataSource.query(
        'SELECT sku, parts, lead_time_days, revision FROM channel_listing ORDER BY sku',
      ),
    ).toEqual([
      { sku: 'A', parts: null, lead_time_days: 2, revision: 0 },
      { sku: 'A-3', parts: [{ item: 'A', units: 3 }], lead_time_days: null, revision: 1 },
    ]);
  });

  it('counts listings: packs beside items, and only what a channel that ignores others lists', async () => {
    await insertRows(database.dataSource, 'item', [
      itemRow({ sku: 'A', channels: { bazaar: 8, picky: 8 } }),
      itemRow({ sku: 'B', channels: { bazaar: 3, picky: 3 } }),
    ]);
    const pack = { sku: 'A-3', parts: [{ item: 'A', units: 3 }] };
    await api.send('PUT', '/v1/channels/bazaar/listings', { listings: [pack] });
    await api.send('PUT', '/v1/channels/picky/listings', { listings: [pack, { sku: 'B' }] });
    const told = { lease_epoch: 1, sent_version: 1, sent_at: new Date() };
    const shows2 = { sent_quantity: 2, acknowledged_version: 1, acknowledged_quantity: 2 };
    await insertRows(database.dataSource, 'publication', [
      { ...told, ...shows2, channel: 'bazaar', sku: 'A-3' },
      { ...told, ...shows2, channel: 'picky', sku: 'B' },
    ]);
    await readAnew();
    const { body } = await api.get('/v1/channels');

    expect(body).toMatchObject({
      channels: [
        { channel: 'bazaar', items: 3, acknowledged: 1, pending: 2 },
        { channel: 'emporium', items: 0 },
        { channel: 'picky', items: 2, acknowledged: 0, pending: 2 },
      ],
    });
  });

  it('tells drift, newest first, a page at a time', async () => {
    await insertRows(database.dataSource, 'channel_drift', [
      { channel: 'bazaar', sku: 'A', expected: 5, found: 9 },
      { channel: 'bazaar', sku: 'B', expected: 4, found: null },
      { channel: 'emporium', sku: 'C', expected: 1, found: 2 },
    ]);
    const first = await api.get('/v1/channels/bazaar/drift?limit=1');
    const { next } = first.body as { next: string };
    const second = await api.get(`/v1/channels/bazaar/drift?limit=1&after=${next}`);

    expect(first.body).toMatchObject({ drift: [{ sku: 'B', expected: 4, found: null }] });
    expect(second.body).toMatchObject({ drift: [{ sku: 'A', expected: 5, found: 9 }], next: null });
  });

  it.each([
    ['POST', 'bazar/pause', { because: 'x' }, 404, /Did you mean bazaar/],
    ['POST', 'bazaar/pause', {}, 400, /because/],
    ['POST', 'bazaar/push', { skus: [] }, 400, /skus/],
    [
      'PUT',
      'bazaar/listings',
      { listings: [{ sku: 'A' }, { sku: 'A' }] },
      400,
      /each listing once/,
    ],
    [
      'PUT',
      'bazaar/listings',
      { listings: [{ sku: 'A', parts: [{ item: 'B', units: 0 }] }] },
      400,
      /units/,
    ],
  ] as const)('refuses %s %s with %j', async (method, path, body, status, said) => {
    const answer = await api.send(method, `/v1/channels/${path}`, body);

    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toMatch(said);
    expect(await actions()).toEqual([]);
  });
});
