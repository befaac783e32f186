import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CALL, listingRow } from '../../../../test/support/connector-call.js';
import { ShopifyConnector } from './shopify-connector.js';

const row = (sku: string, ids: Record<string, string> = {}) =>
  listingRow(sku, { quantity: 4, shown: 5, ids });
const item = (number: number) => ({ inventoryItemId: `gid://shopify/InventoryItem/${number}` });
const ROWS = [row('A', item(1)), row('B', item(2))];
const COST = {
  requestedQueryCost: 10,
  actualQueryCost: 10,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1990, restoreRate: 100 },
};
const DONE = {
  data: { inventorySetQuantities: { userErrors: [] } },
  extensions: { cost: COST },
};

describe('ShopifyConnector', () => {
  let server: Server | undefined;
  let connector: ShopifyConnector;
  let asked: { url: string | undefined; token: unknown; body: string }[];

  const saying = async (status: number, body: unknown, headers: Record<string, string> = {}) => {
    asked = [];
    server = createServer((request, response) => {
      const { url, headers: sent } = request;
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        asked.push({ url, token: sent['x-shopify-access-token'], body: text });
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const locationId = 'gid://shopify/Location/7';
    const shop = { shop: 'acme.myshopify.com', token: 'shpat_secret', locationId } as const;
    connector = new ShopifyConnector({ ...shop, plan: 'plus', url }, { timeoutMs: 10_000 });
    return connector;
  };

  afterEach(async () => {
    server?.closeAllConnections();
    server?.close();
    await connector.close();
  });

  it('sets absolute quantities under a key, from what is shown', async () => {
    await (await saying(200, DONE)).push([row('A', item(1)), { ...ROWS[1]!, shown: null }], CALL);

    expect(asked).toMatchObject([
      { url: '/admin/api/2026-10/graphql.json', token: 'shpat_secret' },
    ]);
    expect(JSON.parse(asked[0]!.body)).toMatchObject({
      variables: {
        key: CALL.callId,
        input: {
          name: 'available',
          referenceDocumentUri: `gid://shelfwire/Publication/${CALL.callId}`,
          quantities: [
            {
              inventoryItemId: 'gid://shopify/InventoryItem/1',
              locationId: 'gid://shopify/Location/7',
              quantity: 4,
              changeFromQuantity: 5,
            },
            { changeFromQuantity: null },
          ],
        },
      },
    });
  });

  it('does not send a row without a usable id, and matches what is said to the others', async () => {
    const answer = {
      data: {
        inventorySetQuantities: {
          userErrors: [
            {
              code: 'INVALID_INVENTORY_ITEM',
              field: ['input', 'quantities', '1', 'inventoryItemId'],
              message: 'gone',
            },
          ],
        },
      },
    };
    const rows = [row('X'), ROWS[0]!, row('Y', { inventoryItemId: '12' }), ROWS[1]!];
    const pushed = await (await saying(200, answer)).push(rows, CALL);

    expect(pushed).toMatchObject({
      verdicts: [
        { outcome: 'rejected', code: 'no_inventory_item_id' },
        { outcome: 'unknown' },
        { outcome: 'rejected', code: 'invalid_inventory_item_id' },
        { outcome: 'rejected', code: 'INVALID_INVENTORY_ITEM', reason: 'gone' },
      ],
    });
    expect(asked[0]?.body.match(/InventoryItem\/\d/g)).toEqual([
      'InventoryItem/1',
      'InventoryItem/2',
    ]);
  });

  it('calls nobody about rows that have no id', async () => {
    const nameless = await saying(200, DONE);

    expect(await nameless.push([row('X')], CALL)).toMatchObject({ kind: 'answered' });
    expect(await nameless.readBack([row('X')], CALL)).toEqual({
      kind: 'read',
      quantities: new Map(),
    });
    expect(asked).toEqual([]);
  });

  it.each([
    [400, 'refused'],
    [401, 'unauthorized'],
    [402, 'unavailable'],
    [403, 'unauthorized'],
    [404, 'unavailable'],
    [423, 'unavailable'],
    [500, 'unknown'],
    [503, 'unknown'],
  ])('takes HTTP %i for %s', async (status, kind) => {
    const answered = await saying(status, { errors: 'said Shopify' });

    expect(await answered.push(ROWS, CALL)).toMatchObject({
      kind,
      reason: `HTTP ${status}: said Shopify`,
    });
  });

  it.each([
    [429, { 'retry-after': '2.0' }, 2_000],
    [429, {}, 1_000],
    [430, { 'retry-after': '2' }, 60_000],
    [430, { 'retry-after': '90' }, 90_000],
  ])('pauses after HTTP %i with %j for %i ms', async (status, headers, retryAfterMs) => {
    const body = { errors: [{ message: 'slow down' }], extensions: { cost: COST } };

    expect(await (await saying(status, body, headers)).push(ROWS, CALL)).toEqual({
      kind: 'throttled',
      retryAfterMs,
      hints: [{ cost: 'points', available: 1990, refillPerSecond: 100 }],
    });
  });

  it.each([
    ['text', 'yes'],
    ['nothing set', { data: { inventorySetQuantities: null } }],
    ['another shape', { data: { inventorySetQuantities: { userErrors: 'none' } } }],
    ['errors that are none', { data: null, errors: 'Not Found' }],
    ['too much', `{"data":null,"pad":"${'x'.repeat(5_000_000)}"}`],
  ])('cannot tell after a 200 with %s', async (_, body) => {
    expect(await (await saying(200, body)).push(ROWS, CALL)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['another shape', { data: { nodes: 'all' } }],
    ['an internal error', { errors: [{ message: 'oh', extensions: { code: 'TIMEOUT' } }] }],
    ['a refusal', { errors: [{ message: 'no', extensions: { code: 'undefinedField' } }] }],
  ])('has read nothing after %s', async (_, body) => {
    const answered = await saying(200, body);

    expect(await answered.readBack(ROWS, CALL)).toMatchObject({ kind: 'unavailable' });
    expect(await answered.list(null, CALL)).toMatchObject({ kind: 'unavailable' });
  });

  it('leaves out of what it reads what is gone, something else, or not stocked here', async () => {
    const level = { quantities: [{ quantity: 3 }] };
    const nodes = [
      { id: 'gid://shopify/InventoryItem/1', inventoryLevel: level },
      { id: 'gid://shopify/InventoryItem/2', inventoryLevel: null },
      null,
      {},
    ];
    const answered = await saying(200, { data: { nodes }, extensions: { cost: COST } });

    expect(await answered.readBack(ROWS, CALL)).toEqual({
      kind: 'read',
      quantities: new Map([['A', 3]]),
      hints: [{ cost: 'points', available: 1990, refillPerSecond: 100 }],
    });
  });

  it('lists page by page, without what has no sku', async () => {
    const level = (number: number, sku: string | null) => ({
      item: { id: `gid://shopify/InventoryItem/${number}`, sku },
      quantities: [{ quantity: number }],
    });
    const nodes = [level(1, 'A'), level(2, ''), level(3, null)];
    const inventoryLevels = { nodes, pageInfo: { hasNextPage: true, endCursor: 'c1' } };
    const answered = await saying(200, { data: { location: { inventoryLevels } } });

    expect(await answered.list('c0', CALL)).toEqual({
      kind: 'page',
      listings: [{ sku: 'A', quantity: 1, ids: item(1) }],
      next: 'c1',
      hints: [],
    });
    expect(JSON.parse(asked[0]!.body)).toMatchObject({ variables: { after: 'c0', first: 250 } });
  });

  it('does not take a list for complete that has more and does not say where', async () => {
    const inventoryLevels = { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } };
    const answered = await saying(200, { data: { location: { inventoryLevels } } });

    expect(await answered.list(null, CALL)).toMatchObject({ kind: 'unavailable' });
  });

  it('has the points of its plan', async () => {
    expect((await saying(200, DONE)).limits).toMatchObject([
      {
        kind: 'tokenBucket',
        cost: 'points',
        perRequest: 10,
        capacity: 20_000,
        refillPerSecond: 1_000,
      },
    ]);
  });
});
