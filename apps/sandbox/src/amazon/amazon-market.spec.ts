import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveFake, type ServedFake } from '../fake/serve-fake.js';
import { AmazonMarket } from './amazon-market.js';
import { AMAZON_DEFAULTS } from './amazon-options.js';

const { login, marketplaceId, sellerId } = AMAZON_DEFAULTS;
const ITEMS = `/listings/2021-08-01/items/${sellerId}`;
const STORE = `marketplaceIds=${marketplaceId}`;
const JSON_TYPE = { 'content-type': 'application/json' };

const patchTo = (value: unknown, path = '/attributes/fulfillment_availability') =>
  JSON.stringify({ productType: 'PRODUCT', patches: [{ op: 'merge', path, value: [value] }] });
const GOOD = patchTo({ fulfillment_channel_code: 'DEFAULT', quantity: 2 });

type Init = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> };

describe('AmazonMarket', () => {
  let nowMs = 0;
  let market: AmazonMarket;
  let served: ServedFake;
  let token = '';

  beforeEach(async () => {
    nowMs = 0;
    const quotas = { getListingsItem: { capacity: 2, refillPerSecond: 5 } };
    market = new AmazonMarket({ now: () => nowMs, quotas, tokenLifetimeMs: 60_000 });
    market.seed([{ sku: 'CUP-1', quantity: 5 }]);
    served = await serveFake(market);
    const granted = (await (await logIn()).json()) as { access_token: string };
    token = granted.access_token;
  });
  afterEach(() => served.close());

  const logIn = (changes: Record<string, string> = {}) =>
    fetch(`${served.url}/auth/o2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: login.clientId,
        client_secret: login.clientSecret,
        refresh_token: login.refreshToken,
        ...changes,
      }),
    });
  const call = (path: string, init: Init = {}) =>
    fetch(`${served.url}${path}`, {
      ...init,
      headers: { 'x-amz-access-token': token, ...init.headers },
    });
  const patch = (body: string, headers: Record<string, string> = JSON_TYPE) =>
    call(`${ITEMS}/CUP-1?${STORE}`, { method: 'PATCH', body, headers });
  const codeOf = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: { code: string }[] };
    return [response.status, errors[0]?.code];
  };

  it.each([
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{ client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ refresh_token: 'wrong' }, 400, 'invalid_grant'],
  ])('gives no token for %j', async (changes, status, error) => {
    const refused = await logIn(changes);

    expect([refused.status, await refused.json()]).toMatchObject([status, { error }]);
  });

  it('takes a token until it expires', async () => {
    nowMs = 59_999;
    expect((await call(`${ITEMS}/CUP-1?${STORE}`)).status).toBe(200);
    nowMs = 60_000;

    expect(await codeOf(await call(`${ITEMS}/CUP-1?${STORE}`))).toEqual([403, 'Unauthorized']);
  });

  it('tells its rate, and nothing any more once it throttles', async () => {
    const read = () => call(`${ITEMS}/CUP-1?${STORE}`);
    expect((await read()).headers.get('x-amzn-ratelimit-limit')).toBe('5');
    await read();
    const throttled = await read();

    expect(throttled.headers.get('x-amzn-ratelimit-limit')).toBe(null);
    expect(await codeOf(throttled)).toEqual([429, 'QuotaExceeded']);
    nowMs += 200;
    expect((await read()).status).toBe(200);
  });

  it.each([
    ['another seller', `/listings/2021-08-01/items/OTHER/CUP-1?${STORE}`, 403],
    ['another store', `${ITEMS}/CUP-1?marketplaceIds=ATVPDKIKX0DER`, 400],
    ['no store', `${ITEMS}/CUP-1`, 400],
    ['a parameter that there is not', `${ITEMS}?${STORE}&shelf=1`, 400],
    ['identifiers without their type', `${ITEMS}?${STORE}&identifiers=CUP-1`, 400],
    ["another search's page", `${ITEMS}?${STORE}&pageToken=MTAgW10`, 400],
    ['a sku that there is not', `${ITEMS}/GONE?${STORE}`, 404],
    ['a feed that there is not', '/feeds/2021-06-30/feeds/1', 404],
  ])('refuses to read with %s', async (_, path, status) => {
    expect((await call(path)).status).toBe(status);
  });

  it.each([
    ['no JSON', '{', JSON_TYPE, 400],
    ['another shape', '{"patches":[]}', JSON_TYPE, 400],
    ['another content type', GOOD, { 'content-type': 'text/plain' }, 415],
    ['too much', JSON.stringify('x'.repeat(2 * 1024 * 1024)), JSON_TYPE, 413],
  ])('refuses a patch with %s', async (_, body, headers, status) => {
    expect((await patch(body, headers)).status).toBe(status);
  });

  it.each([
    ['a part of a unit', patchTo({ fulfillment_channel_code: 'DEFAULT', quantity: 1.5 })],
    ['less than nothing', patchTo({ fulfillment_channel_code: 'DEFAULT', quantity: -1 })],
    ['no channel', patchTo({ quantity: 1 })],
    ['another attribute', patchTo({ quantity: 1 }, '/attributes/shelf')],
  ])('understands a patch with %s and does not take it', async (_, body) => {
    const answer = await patch(body);

    expect([answer.status, await answer.json()]).toMatchObject([200, { status: 'INVALID' }]);
    market.settle();
    expect(market.shown().get('CUP-1')).toBe(5);
  });

  it('shows what it has taken after a while', async () => {
    await patch(GOOD);
    nowMs += 4_999;
    expect(market.shown().get('CUP-1')).toBe(5);
    nowMs += 1;

    expect(market.shown().get('CUP-1')).toBe(2);
  });

  it('takes away what a merge names with a null, and keeps what it leaves out', async () => {
    const dated = { lead_time_to_ship_max_days: 2, restock_date: '2027-03-01' };
    await patch(patchTo({ fulfillment_channel_code: 'DEFAULT', quantity: 0, ...dated }));
    await patch(patchTo({ fulfillment_channel_code: 'DEFAULT', quantity: 4, restock_date: null }));
    market.settle();

    expect(market.availabilityOf('CUP-1')).toEqual([
      { fulfillment_channel_code: 'DEFAULT', quantity: 4, lead_time_to_ship_max_days: 2 },
    ]);
  });

  it('takes away what a replace leaves out', async () => {
    const value = { fulfillment_channel_code: 'DEFAULT', quantity: 4 };
    await patch(patchTo({ ...value, restock_date: '2027-03-01' }));
    await patch(patchTo(value).replace('"merge"', '"replace"'));
    market.settle();

    expect(market.availabilityOf('CUP-1')).toEqual([value]);
  });

  it.each([
    ['replace', 'restock_date'],
    ['merge', 'quantity'],
  ])('does not take a null in a %s of its %s', async (op, field) => {
    const value = [{ fulfillment_channel_code: 'DEFAULT', quantity: 1, [field]: null }];
    const path = '/attributes/fulfillment_availability';
    const answer = await patch(
      JSON.stringify({ productType: 'PRODUCT', patches: [{ op, path, value }] }),
    );

    expect(await answer.json()).toMatchObject({ status: 'INVALID' });
  });

  describe('its store of documents', () => {
    const TYPE = 'application/json; charset=UTF-8';
    const document = async () => {
      const body = JSON.stringify({ contentType: TYPE });
      const path = '/feeds/2021-06-30/documents';
      const created = await call(path, { method: 'POST', body, headers: JSON_TYPE });
      return (await created.json()) as { feedDocumentId: string; url: string };
    };
    const put = async (url: string, headers: Record<string, string>) =>
      (await fetch(url, { method: 'PUT', body: '{}', headers })).status;
    const feedOf = (inputFeedDocumentId: string) =>
      call('/feeds/2021-06-30/feeds', {
        method: 'POST',
        body: JSON.stringify({
          feedType: 'JSON_LISTINGS_FEED',
          marketplaceIds: [marketplaceId],
          inputFeedDocumentId,
        }),
        headers: JSON_TYPE,
      });

    it.each([
      ['the content type that was signed', { 'content-type': TYPE }, 200],
      ['another content type', { 'content-type': 'application/json' }, 403],
      ['an access token', { 'content-type': TYPE, 'x-amz-access-token': 'Atza|1' }, 400],
    ])('answers an upload with %s', async (_, headers, status) => {
      expect(await put((await document()).url, headers)).toBe(status);
    });

    it('keeps an address good for five minutes, and for its method only', async () => {
      const { url } = await document();
      expect((await fetch(url)).status).toBe(403);
      nowMs += 5 * 60_000;

      expect(await put(url, { 'content-type': TYPE })).toBe(403);
    });

    it('takes no feed before its document', async () => {
      const { feedDocumentId, url } = await document();
      expect((await feedOf(feedDocumentId)).status).toBe(400);
      await put(url, { 'content-type': TYPE });

      expect((await feedOf(feedDocumentId)).status).toBe(202);
    });

    it('aborts a feed that is not what the vendor describes', async () => {
      const { feedDocumentId, url } = await document();
      await put(url, { 'content-type': TYPE });
      const { feedId } = (await (await feedOf(feedDocumentId)).json()) as { feedId: string };
      market.settle();

      expect(await (await call(`/feeds/2021-06-30/feeds/${feedId}`)).json()).toMatchObject({
        processingStatus: 'FATAL',
      });
    });
  });
});
