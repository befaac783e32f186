import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveFake, type ServedFake } from '../fake/serve-fake.js';
import { EbayMarket } from './ebay-market.js';
import { EBAY_DEFAULTS } from './ebay-options.js';

const { clientId, clientSecret, refreshToken } = EBAY_DEFAULTS.login;
const DAY_MS = 86_400_000;
const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const item = (sku: string, quantity: number) => ({
  sku,
  shipToLocationAvailability: { quantity },
});

describe('EbayMarket', () => {
  let nowMs = 0;
  let market: EbayMarket;
  let served: ServedFake;
  let token = '';

  beforeEach(async () => {
    nowMs = 0;
    market = new EbayMarket({ now: () => nowMs, tokenLifetimeMs: DAY_MS, revisionsPerDay: 2 });
    market.seed(['CUP-1', 'CUP-2'].map((sku) => ({ sku, quantity: 5 })));
    served = await serveFake(market);
    const granted = (await (await logIn()).json()) as { access_token: string };
    token = granted.access_token;
  });
  afterEach(() => served.close());

  const logIn = (
    form: Record<string, string> = {},
    authorization = basic(clientId, clientSecret),
  ) =>
    fetch(`${served.url}/identity/v1/oauth2/token`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
        ...form,
      }),
    });
  const call = (path: string, content?: unknown, headers: Record<string, string> = {}) =>
    fetch(`${served.url}/sell/inventory/v1${path}`, {
      method: content === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'accept-language': 'en-US',
        'content-type': 'application/json',
        ...headers,
      },
      ...(content !== undefined && {
        body: typeof content === 'string' ? content : JSON.stringify(content),
      }),
    });
  const update = (...requests: unknown[]) => call('/bulk_update_price_quantity', { requests });
  const rowsOf = async (response: Response) => {
    const { responses } = (await response.json()) as {
      responses: { statusCode: number; errors?: { errorId: number }[] }[];
    };
    return responses.map(({ statusCode, errors }) => [statusCode, errors?.[0]?.errorId]);
  };
  const refusalOf = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: { errorId: number }[] };
    return [response.status, errors[0]?.errorId];
  };

  it.each([
    [{ grant_type: 'password' }, basic(clientId, clientSecret), 400, 'unsupported_grant_type'],
    [{ refresh_token: 'wrong' }, basic(clientId, clientSecret), 400, 'invalid_grant'],
    [{}, basic(clientId, 'wrong'), 401, 'invalid_client'],
    [{}, `Bearer ${clientSecret}`, 401, 'invalid_client'],
  ])('gives no token for %j with %s', async (form, authorization, status, error) => {
    const refused = await logIn(form, authorization);

    expect([refused.status, await refused.json()]).toMatchObject([status, { error }]);
  });

  it('takes a token until it expires', async () => {
    nowMs = DAY_MS - 1;
    expect((await call('/inventory_item')).status).toBe(200);
    nowMs = DAY_MS;

    expect(await refusalOf(await call('/inventory_item'))).toEqual([401, 1001]);
  });

  it.each([
    ['a language that is none', { 'accept-language': '*' }],
    ['another content type', { 'content-type': 'text/plain' }],
  ])('refuses a call with %s', async (_, headers) => {
    const refused = await call('/bulk_get_inventory_item', { requests: [] }, headers);

    expect(await refusalOf(refused)).toEqual([400, 25_709]);
  });

  it.each([
    ['no JSON', '{'],
    ['no row', { requests: [] }],
    ['another shape', { requests: [{ sku: 'CUP-1', quantity: 1 }] }],
    ['a price', { requests: [{ ...item('CUP-1', 1), price: 1 }] }],
    ['a SKU twice', { requests: [item('CUP-1', 1), item('CUP-1', 2)] }],
    ['26 rows', { requests: Array.from({ length: 26 }, (_, at) => item(`R-${at}`, 1)) }],
  ])('refuses a write with %s as a whole', async (_, content) => {
    const refused = await call('/bulk_update_price_quantity', content);

    expect(await refusalOf(refused)).toEqual([400, 25_709]);
    expect(market.writes).toEqual([]);
  });

  it('answers 207 as soon as one row is refused, and 200 otherwise', async () => {
    const offers = [{ offerId: market.item('CUP-2').offer?.offerId, availableQuantity: 1 }];
    const mixed = await update(item('CUP-1', 1), item('GONE', 1), { ...item('CUP-2', 1), offers });

    expect(mixed.status).toBe(207);
    expect(await rowsOf(mixed)).toEqual([
      [200, undefined],
      [404, 25_702],
      [200, undefined],
      [200, undefined],
    ]);
    expect((await update(item('CUP-1', 1))).status).toBe(200);
  });

  it.each([
    ['less than nothing', item('CUP-1', -1), 400, 25_709],
    ['a part of a unit', item('CUP-1', 1.5), 400, 25_709],
    ['less than nothing of an offer', offered('x', -1), 400, 25_709],
  ])('refuses a row with %s', async (_, request, status, errorId) => {
    expect(await rowsOf(await update(request))).toEqual([[status, errorId]]);
    expect(market.shown().get('CUP-1')).toBe(5);
  });

  it('refuses an offer that there is not, that is not listed, or that is of another SKU', async () => {
    const own = market.item('CUP-1').offer;
    const foreign = market.item('CUP-2').offer?.offerId ?? '';
    expect(await rowsOf(await update(offered('1', 1)))).toEqual([
      [200, undefined],
      [404, 25_713],
    ]);
    expect(await rowsOf(await update(offered(foreign, 1)))).toEqual([
      [200, undefined],
      [400, 25_002],
    ]);
    market.edit('CUP-2', 7);
    Object.assign(market.item('CUP-2').offer ?? {}, { isPublished: false });
    const unlisted = { ...item('CUP-2', 1), offers: [{ offerId: foreign, availableQuantity: 1 }] };
    expect(await rowsOf(await update(unlisted))).toEqual([
      [200, undefined],
      [400, 25_002],
    ]);

    expect(own?.availableQuantity).toBe(5);
    expect(market.item('CUP-2').offer?.availableQuantity).toBe(7);
  });

  it('takes so many revisions of a listing in a day, and begins anew at the next', async () => {
    await update(item('CUP-1', 1));
    await update(item('CUP-1', 2));
    expect(await rowsOf(await update(item('CUP-1', 3), item('CUP-2', 3)))).toEqual([
      [400, 25_002],
      [200, undefined],
    ]);
    expect(market.shown().get('CUP-1')).toBe(2);
    nowMs = DAY_MS;
    token = ((await (await logIn()).json()) as { access_token: string }).access_token;

    expect(await rowsOf(await update(item('CUP-1', 3)))).toEqual([[200, undefined]]);
  });

  it.each([
    ['a SKU twice', ['CUP-1', 'CUP-1'], 25_734],
    ['26 SKUs', Array.from({ length: 26 }, (_, at) => `R-${at}`), 25_727],
  ])('refuses to read %s', async (_, skus, errorId) => {
    const requests = skus.map((sku) => ({ sku }));

    expect(await refusalOf(await call('/bulk_get_inventory_item', { requests }))).toEqual([
      400,
      errorId,
    ]);
  });

  it.each([
    ['/inventory_item?limit=201', 400, 25_706],
    ['/inventory_item?limit=0', 400, 25_706],
    ['/inventory_item?page=1', 400, 25_706],
    ['/offer', 400, 25_709],
    ['/offer?sku=CUP-1&shelf=1', 400, 25_709],
    ['/offer?sku=GONE', 404, 25_713],
  ])('refuses %s', async (path, status, errorId) => {
    expect(await refusalOf(await call(path))).toEqual([status, errorId]);
  });

  it('knows no call that the vendor has not', async () => {
    expect((await call('/stock')).status).toBe(404);
  });
});

function offered(offerId: string, availableQuantity: number) {
  return { ...item('CUP-1', 1), offers: [{ offerId, availableQuantity }] };
}
