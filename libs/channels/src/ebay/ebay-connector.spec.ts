import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CALL, listingRow } from '../../../../test/support/connector-call.js';
import { EbayConnector } from './ebay-connector.js';

const ROW = listingRow('Ä/1 "x"');
const TOKEN = { access_token: 'v^1.1#secret', expires_in: 7200, token_type: 'User Access Token' };
const error = (errorId: number) => ({ errors: [{ errorId, message: 'words' }] });

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

describe('EbayConnector', () => {
  let server: Server | undefined;
  let connector: EbayConnector;
  const asked: { readonly request: IncomingMessage; readonly body: string }[] = [];

  /** Gives out tokens, and answers everything else with this. */
  const answering = async (answer: Answer, login: Answer = { status: 200, body: TOKEN }) => {
    asked.length = 0;
    server = createServer((request, response) => {
      const said = request.url === '/token' ? login : answer;
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push({ request, body });
        response.writeHead(said.status, said.headers);
        response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    connector = new EbayConnector({
      seller: 'acme-outlet',
      clientId: 'client',
      clientSecret: 'client-secret',
      refreshToken: 'v^1.1#refresh',
      offerQuantities: false,
      skusPerCall: 25,
      language: 'de-DE',
      url,
      tokenUrl: `${url}/token`,
    });
    return connector;
  };
  const calls = () => asked.filter(({ request }) => request.url !== '/token');

  afterEach(async () => {
    await connector.close();
    server?.closeAllConnections();
    server?.close();
  });

  it('sends the quantity of an item, and nothing of an offer that it is not to set', async () => {
    const fine = await answering({ status: 200, body: { responses: [] } });
    await fine.push([{ ...ROW, ids: { offerId: '8001' } }], CALL);

    expect(calls()[0]?.request.url).toBe('/sell/inventory/v1/bulk_update_price_quantity');
    expect(JSON.parse(calls()[0]?.body ?? '')).toEqual({
      requests: [{ sku: ROW.sku, shipToLocationAvailability: { quantity: 1 } }],
    });
  });

  it('carries the token and the language, and logs in as the app', async () => {
    await (await answering({ status: 200, body: { responses: [] } })).push([ROW], CALL);
    const [login, call] = asked;

    expect(login?.request.headers.authorization).toBe('Basic Y2xpZW50OmNsaWVudC1zZWNyZXQ=');
    expect(login?.body).toBe('grant_type=refresh_token&refresh_token=v%5E1.1%23refresh');
    expect(call?.request.headers).toMatchObject({
      authorization: 'Bearer v^1.1#secret',
      'accept-language': 'de-DE',
      'content-language': 'de-DE',
    });
  });

  it.each([
    [400, 25_002, 'refused'],
    [400, 25_001, 'unknown'],
    [401, 1_001, 'unauthorized'],
    [403, 1_100, 'unauthorized'],
    [404, 25_710, 'unavailable'],
    [413, 2_004, 'refused'],
    [429, 2_001, 'throttled'],
    [500, 25_001, 'unknown'],
    [503, 2_003, 'unknown'],
    [302, 2_003, 'unavailable'],
  ])('takes HTTP %i with error %i to a write for %s', async (status, errorId, kind) => {
    const answered = await answering({ status, body: error(errorId) });

    expect((await answered.push([ROW], CALL)).kind).toBe(kind);
  });

  it('tells the code that eBay gave', async () => {
    const answered = await answering({ status: 400, body: error(25_709) });

    expect(await answered.push([ROW], CALL)).toEqual({
      kind: 'refused',
      code: '25709',
      reason: 'HTTP 400: 25709, words',
    });
  });

  it.each([
    [{}, 60_000],
    [{ 'retry-after': '2' }, 2_000],
  ])('waits as long as headers %j ask it to', async (headers, retryAfterMs) => {
    const throttled = await answering({ status: 429, body: error(2_001), headers });

    expect(await throttled.push([ROW], CALL)).toMatchObject({ kind: 'throttled', retryAfterMs });
    expect(await throttled.list(null, CALL)).toMatchObject({ kind: 'throttled', retryAfterMs });
  });

  it.each([
    ['text', 'yes'],
    ['another shape', { rows: [] }],
    ['a list that is none', { responses: {} }],
  ])('cannot tell after a 200 with %s', async (_, body) => {
    const odd = await answering({ status: 200, body });

    expect((await odd.push([ROW], CALL)).kind).toBe('unknown');
    expect((await odd.readBack([ROW], CALL)).kind).toBe('unavailable');
  });

  it('understands the rows beside one that it does not', async () => {
    const responses = ['?', { statusCode: 200 }, { statusCode: 200, sku: ROW.sku }];
    const mixed = await answering({ status: 207, body: { responses } });
    const pushed = await mixed.push([ROW, { ...ROW, sku: 'CUP-2' }], CALL);

    expect(pushed).toMatchObject({
      verdicts: [{ outcome: 'applied' }, { outcome: 'unknown' }],
    });
  });

  it.each([
    ['is told nothing of', []],
    ['fails', [{ statusCode: 500, sku: ROW.sku, errors: error(25_001).errors }]],
    ['fails under another status', [{ statusCode: 400, sku: ROW.sku, ...error(25_001) }]],
    ['lacks its record', [{ statusCode: 200, sku: ROW.sku }]],
    ['has less than nothing', [{ statusCode: 200, sku: ROW.sku, inventoryItem: itemOf(-1) }]],
  ])('takes no item for absent that it %s', async (_, responses) => {
    const odd = await answering({ status: 207, body: { responses } });

    expect((await odd.readBack([ROW], CALL)).kind).toBe('unavailable');
  });

  it('leaves out items that are not there or have no quantity', async () => {
    const responses = [
      { statusCode: 404, sku: 'GONE', ...error(25_702) },
      { statusCode: 200, sku: 'BARE', inventoryItem: {} },
      { statusCode: 200, sku: 'CUP-1', inventoryItem: itemOf(3) },
    ];
    const read = await answering({ status: 207, body: { responses } });
    const rows = ['GONE', 'BARE', 'CUP-1'].map((sku) => ({ ...ROW, sku }));

    expect(await read.readBack(rows, CALL)).toEqual({
      kind: 'read',
      quantities: new Map([['CUP-1', 3]]),
    });
  });

  it.each([
    ['back', '/sell/inventory/v1/inventory_item?limit=200&offset=3', '3'],
    ['nowhere', '/sell/inventory/v1/inventory_item?limit=200', null],
  ])('ends a list whose next page leads %s', async (_, next, after) => {
    const odd = await answering({ status: 200, body: { inventoryItems: [], next } });

    expect((await odd.list(after, CALL)).kind).toBe('unavailable');
  });

  it('takes the address of the next page with its host, too', async () => {
    const next = 'https://api.ebay.com/sell/inventory/v1/inventory_item?limit=200&offset=200';
    const first = await answering({ status: 200, body: { next } });

    expect(await first.list(null, CALL)).toEqual({ kind: 'page', listings: [], next: '200' });
    expect(calls()[0]?.request.url).toBe('/sell/inventory/v1/inventory_item?limit=200&offset=0');
  });

  it.each([
    [{ status: 400, body: { error: 'invalid_grant' } }, 'unauthorized'],
    [{ status: 401, body: { error: 'invalid_client' } }, 'unauthorized'],
    [{ status: 429, body: {} }, 'throttled'],
    [{ status: 500, body: {} }, 'unavailable'],
    [{ status: 200, body: { access_token: 7 } }, 'unavailable'],
  ])('sends nothing after a login that ends %j', async (login, kind) => {
    const shut = await answering({ status: 200, body: { responses: [] } }, login);

    expect((await shut.push([ROW], CALL)).kind).toBe(kind);
    expect(calls()).toEqual([]);
  });

  it('stops waiting for a token when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    const answered = await answering({ status: 200, body: { responses: [] } });

    expect((await answered.push([ROW], { ...CALL, signal: stop.signal })).kind).toBe('unavailable');
    expect(calls()).toEqual([]);
  });
});

function itemOf(quantity: number) {
  return { availability: { shipToLocationAvailability: { quantity } } };
}
