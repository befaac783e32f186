import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveFake, type ServedFake } from '../fake/serve-fake.js';
import { ShopifyMarket } from './shopify-market.js';
import { vendorSchema } from './vendor-schema.js';

const TOKEN = 'shpat_5d1f0c6e2b7a49838c04';
const LOCATION = 'gid://shopify/Location/70000001';
/** Reading the vendor's schema takes a second, and more on a busy machine. */
const SCHEMA_MS = 60_000;
const SET = (directive: string) => `mutation ($input: InventorySetQuantitiesInput!) {
  inventorySetQuantities(input: $input) ${directive} { userErrors { code field } }
}`;
const WITH_KEY = SET('@idempotent(key: "k-1")');

describe('ShopifyMarket', () => {
  let market: ShopifyMarket;
  let served: ServedFake;
  let row: Record<string, unknown>;

  beforeAll(() => void vendorSchema(), SCHEMA_MS);
  beforeEach(async () => {
    const points = { capacity: 2_000, refillPerSecond: 100 };
    market = new ShopifyMarket({ token: TOKEN, locationId: LOCATION, points });
    market.seed([{ sku: 'CUP-1', quantity: 5 }]);
    served = await serveFake(market);
    row = { inventoryItemId: market.inventoryItemId('CUP-1'), locationId: LOCATION, quantity: 2 };
  });
  afterEach(() => served.close());

  const post = async (body: unknown, path = '/admin/api/2026-10/graphql.json', token = TOKEN) => {
    const response = await fetch(`${served.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': token },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const set = (query: string, input: object) => {
    const usual = { name: 'available', reason: 'correction', quantities: [row] };
    return post({ query, variables: { input: { ...usual, ...input } } });
  };
  const rowsWith = (change: object) => ({
    quantities: [{ ...row, changeFromQuantity: 5, ...change }],
  });

  it('sets a quantity', async () => {
    expect(await set(WITH_KEY, rowsWith({}))).toMatchObject({
      status: 200,
      body: {
        data: { inventorySetQuantities: { userErrors: [] } },
        extensions: { cost: { requestedQueryCost: 10, throttleStatus: { restoreRate: 100 } } },
      },
    });
    expect(market.writes).toEqual([{ sku: 'CUP-1', quantity: 2 }]);
  });

  it('demands the directive that the schema leaves open', async () => {
    expect(await set(SET(''), rowsWith({}))).toMatchObject({
      status: 200,
      body: {
        data: { inventorySetQuantities: null },
        errors: [{ extensions: { code: 'BAD_REQUEST' }, path: ['inventorySetQuantities'] }],
      },
    });
    expect(market.writes).toEqual([]);
  });

  it('demands to be told what a quantity is changed from', async () => {
    expect(await set(WITH_KEY, {})).toMatchObject({
      body: { errors: [{ extensions: { code: 'INVALID_FIELD_ARGUMENTS' } }] },
    });
    expect(market.writes).toEqual([]);
  });

  it('takes null for any quantity', async () => {
    await set(WITH_KEY, rowsWith({ changeFromQuantity: null }));

    expect(market.shown().get('CUP-1')).toBe(2);
  });

  it('knows nothing of the fields of older versions', async () => {
    const answer = await set(WITH_KEY, rowsWith({ compareQuantity: 5 }));

    expect(answer.body['data']).toBeUndefined();
    expect(answer.body).toMatchObject({
      errors: [
        {
          message: expect.stringContaining('compareQuantity') as string,
          extensions: { code: 'INVALID_VARIABLE' },
        },
      ],
    });
    expect(market.writes).toEqual([]);
  });

  it('refuses a field that the schema does not have', async () => {
    expect(await post({ query: '{ inventoryLevels { id } }' })).toMatchObject({
      status: 200,
      body: { errors: [{ extensions: { code: 'undefinedField' } }] },
    });
  });

  it.each([
    [{ name: 'committed' }, 'INVALID_NAME', ['input', 'name']],
    [{ reason: 'because' }, 'INVALID_REASON', ['input', 'reason']],
    [
      { referenceDocumentUri: 'gid://shelfwire/Publication' },
      'INVALID_REFERENCE_DOCUMENT',
      ['input', 'referenceDocumentUri'],
    ],
  ])('has an error for %j', async (change, code, field) => {
    expect(await set(WITH_KEY, { ...rowsWith({}), ...change })).toMatchObject({
      body: { data: { inventorySetQuantities: { userErrors: [{ code, field }] } } },
    });
    expect(market.writes).toEqual([]);
  });

  it.each([
    [{ quantity: -1 }, 'INVALID_QUANTITY_NEGATIVE', 'quantity'],
    [{ quantity: 1_000_000_001 }, 'INVALID_QUANTITY_TOO_HIGH', 'quantity'],
    [{ changeFromQuantity: 4 }, 'CHANGE_FROM_QUANTITY_STALE', 'changeFromQuantity'],
    [{ locationId: 'gid://shopify/Location/1' }, 'INVALID_LOCATION', 'locationId'],
  ])('has an error for a row with %j', async (change, code, field) => {
    expect(await set(WITH_KEY, rowsWith(change))).toMatchObject({
      body: {
        data: {
          inventorySetQuantities: {
            userErrors: [{ code, field: ['input', 'quantities', '0', field] }],
          },
        },
      },
    });
    expect(market.writes).toEqual([]);
  });

  it('has an error for each of two rows of one item', async () => {
    const twice = { ...row, changeFromQuantity: 5 };

    expect(await set(WITH_KEY, { quantities: [twice, twice] })).toMatchObject({
      body: {
        data: {
          inventorySetQuantities: {
            userErrors: [
              { code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR' },
              { code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR' },
            ],
          },
        },
      },
    });
  });

  it('lets nobody read a thousand points at once', async () => {
    const levels = 'inventoryLevels(first: 250) { nodes { item { variant { product { id } } } } }';
    const query = `{ location(id: "${LOCATION}") { ${levels} } }`;

    expect(await post({ query: query.replace('{ id }', '{ category { id } }') })).toMatchObject({
      body: { errors: [{ extensions: { code: 'MAX_COST_EXCEEDED', maxCost: 1_000 } }] },
    });
  });

  it('applies what comes late after what comes next', async () => {
    market.faults.order('apply_late');
    await set(WITH_KEY, rowsWith({ quantity: 1 }));
    await set(SET('@idempotent(key: "k-2")'), rowsWith({ quantity: 9 }));

    expect(market.writes.map(({ quantity }) => quantity)).toEqual([9, 1]);
  });

  it.each([
    ['another token', [{ query: '{ shop { id } }' }, undefined, 'shpat_wrong'], 401],
    ['another version', [{ query: '{ shop { id } }' }, '/admin/api/2026-07/graphql.json'], 404],
    ['no query', [{ variables: {} }], 400],
  ] as const)('turns away %s', async (_, [body, path, token], status) => {
    expect(await post(body, path, token)).toMatchObject({
      status,
      body: { errors: expect.anything() as unknown },
    });
  });
});
