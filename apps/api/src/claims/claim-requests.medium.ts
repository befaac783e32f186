import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { checkBooks, ClaimShop, claimPolicy, one } from '../../../../test/support/claims.js';

const PLAIN_TEXT = 'text without control characters';
const ABOVE_ZERO = 'a quantity above zero: a whole number, or text with up to six decimals';
const LINE = 'an object with sku, quantity, location and ref';
const BODY = 'an object with channel, shopper, stage, customerKey, order, allowPartial, lines';

describe('requests for claims', () => {
  let shop: ClaimShop;

  beforeAll(async () => {
    shop = await ClaimShop.open(inject('stack').statePostgres, claimPolicy({ maxUnitsPerKey: 4 }));
  });
  afterAll(() => shop?.close());
  beforeEach(() => shop.stock({ A: { leeds: 12, depot: 5 }, B: { leeds: 3 }, hot: { depot: 10 } }));
  afterEach(() => checkBooks(shop.dataSource));

  it('refuses what it does not know, and says what it knows', async () => {
    expect(await shop.reserve(one(1, 'nothing'))).toMatchObject({
      status: 404,
      body: {
        type: 'urn:shelfwire:problem:unknown_item',
        detail: 'No stock has been seen for sku nothing.',
        instance: '/v1/reservations',
      },
    });
    expect(await shop.reserve({ channel: 'bazar', ...one(1) })).toMatchObject({
      status: 404,
      body: { suggestion: 'bazaar' },
    });
    expect(await shop.reserve({ channel: 'emporium', ...one(1, 'A', 'leeds') })).toMatchObject({
      status: 422,
      body: { type: 'urn:shelfwire:problem:location_not_in_pool' },
    });
    const id = '00000000-0000-4000-8000-000000000000';
    expect((await shop.find(id)).status).toBe(404);
    expect((await shop.step(id, 'extend')).status).toBe(404);
    expect((await shop.release(id)).status).toBe(404);
    expect((await shop.api.send('POST', '/v1/exceptions/99/resolve')).status).toBe(404);
  });

  it.each([
    [{ lines: [] }, 'lines', '1 to 200 lines', '[]'],
    [{ lines: [{ sku: 'A' }] }, 'lines.0.quantity', ABOVE_ZERO, 'nothing'],
    [{ lines: [{ sku: 'A', quantity: 0 }] }, 'lines.0.quantity', ABOVE_ZERO, '0'],
    [{ lines: [{ sku: 'A', quantity: -1 }] }, 'lines.0.quantity', ABOVE_ZERO, '-1'],
    [{ lines: [{ sku: 'A', quantity: '0.000' }] }, 'lines.0.quantity', ABOVE_ZERO, '"0.000"'],
    [{ lines: [{ sku: 'A', quantity: 1.5 }] }, 'lines.0.quantity', ABOVE_ZERO, '1.5'],
    [{ lines: [{ sku: 'A', quantity: 1, hue: 'x' }] }, 'lines.0.hue', LINE, '"x"'],
    [{ shopper: 'friend' }, 'shopper', 'anonymous or known', '"friend"'],
    [{ order: {} }, 'order.id', 'text of 1 to 200 characters, given once', 'nothing'],
    [{ order: { id: 'a\ud800' } }, 'order.id', PLAIN_TEXT, String.raw`"a\ud800"`],
    [{ note: 'x' }, 'note', BODY, '"x"'],
  ])('%j: names the field, what was expected and what was found', async (part, ...error) => {
    const [field, expected, found] = error;
    const answer = await shop.reserve({ ...one(1), ...part });
    expect(answer).toMatchObject({ status: 400, type: 'application/problem+json' });
    expect(answer.body).toMatchObject({ errors: [{ field, expected, found }] });
  });

  it('refuses bodies that are no JSON or no object, and calls without a key', async () => {
    const post = (body: unknown, key?: string) =>
      shop.api.send('POST', '/v1/reservations', body, key);
    expect((await post('{"channel":', 'k1')).status).toBe(400);
    expect((await post('[]', 'k2')).status).toBe(400);
    expect((await post(undefined, 'k3')).status).toBe(400);
    const request = { channel: 'bazaar', ...one(1) };
    for (const key of [undefined, 'two words', 'x'.repeat(201)]) {
      expect(await post(request, key)).toMatchObject({
        status: 400,
        body: { type: 'urn:shelfwire:problem:idempotency_key_missing' },
      });
    }
    expect(await shop.claimedAt('A', 'depot')).toBe(0);
  });
});
