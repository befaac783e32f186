import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { serveFake, type ServedFake } from '../../apps/sandbox/src/fake/serve-fake.js';
import { VendureMarket } from '../../apps/sandbox/src/vendure/vendure-market.js';
import {
  VENDURE_DEFAULTS,
  type Permission,
} from '../../apps/sandbox/src/vendure/vendure-options.js';
import { answerOf, gistOf, type RawAnswer, type RawCall } from './vendure/same-answers.js';
import { VendureShop } from './vendure/vendure-shop.js';

const INSTALL_MS = 300_000;
const FEW: readonly Permission[] = ['ReadProduct'];

let real: VendureShop;
let pretend: VendureMarket;
let served: ServedFake;
let poor: ServedFake;
let keys: { readonly all: string; readonly few: string };

beforeAll(async () => {
  real = await VendureShop.start(inject('stack').statePostgres, 'vendure_alike');
  pretend = new VendureMarket();
  served = await serveFake(pretend);
  poor = await serveFake(new VendureMarket({ permissions: FEW }));
  // Both count from 1.
  for (const [sku, quantity] of [
    ['CUP-1', 10],
    ['CUP-2', 4],
    ['CUP-2', 5],
  ] as const) {
    await real.admin.createVariant(sku, { stockOnHand: quantity });
    pretend.seed([{ sku, quantity }]);
  }
  keys = {
    all: await real.admin.createApiKey(VENDURE_DEFAULTS.permissions),
    few: await real.admin.createApiKey(FEW),
  };
}, INSTALL_MS);
afterAll(async () => {
  await served?.close();
  await poor?.close();
  await real?.remove();
});

const READ = `query ($skus: [String!]!, $location: ID!) {
  globalSettings { trackInventory outOfStockThreshold }
  stockLocation(id: $location) { id name }
  productVariants(options: { filter: { sku: { in: $skus } }, sort: { id: ASC } }) {
    totalItems
    items { id sku trackInventory stockLevels { stockLocationId stockOnHand stockAllocated } }
  }
}`;
const WRITE = `mutation ($input: [UpdateProductVariantInput!]!) {
  updateProductVariants(input: $input) {
    id sku stockLevels { stockLocationId stockOnHand stockAllocated }
  }
}`;
const read = (skus: readonly string[], location = '1'): RawCall => ({
  query: READ,
  variables: { skus, location },
});
const write = (
  ...rows: readonly (readonly [id: string, onHand: unknown, location?: string])[]
) => ({
  query: WRITE,
  variables: {
    input: rows.map(([id, stockOnHand, stockLocationId = '1']) => ({
      id,
      stockLevels: [{ stockLocationId, stockOnHand }],
    })),
  },
});

/** In this order: later ones see what earlier ones have left. */
const CALLS: readonly (readonly [string, RawCall])[] = [
  ['variants by their skus', read(['CUP-1', 'CUP-2', 'cup-1', 'GONE'])],
  ['a location that there is not', read(['CUP-1'], '999')],
  ['a write', write(['1', 7])],
  ['a write of what is there already', write(['1', 7])],
  ['a write of nothing', write()],
  ['one variant twice', write(['1', 8], ['1', 9])],
  ['a write below zero', write(['1', -3])],
  ['a write beside a variant that there is not', write(['1', 30], ['999', 1])],
  ['a write to a location that there is not', write(['1', 5, '999'])],
  ['a write beyond 32 bits', write(['1', 2 ** 31])],
  ['a difference beyond 32 bits', write(['1', 2 ** 31 - 1])],
  ['a text for a number', write(['1', 'many'])],
  ['what is there after all that', read(['CUP-1', 'CUP-2'])],
  [
    'a page',
    {
      query:
        '{ productVariants(options: { skip: 1, take: 1, sort: { id: ASC } }) { totalItems items { sku } } }',
    },
  ],
  ['too large a page', { query: '{ productVariants(options: { take: 1001 }) { totalItems } }' }],
  ['any channel, where there is one', { ...read(['CUP-1']), headers: { 'vendure-token': 'none' } }],
  ['a field that there is not', { query: '{ productVariants { nothing } }' }],
  ['no query', { query: '{ productVariants {' }],
  ['no JSON', { query: '', body: '{"query' }],
  [
    'a body above 100 kB',
    { query: '', body: JSON.stringify({ query: READ + ' '.repeat(110_000) }) },
  ],
];

it.each(CALLS)('answers like the real shop: %s', async (_, call) => {
  const expected = await answerOf(real.url, keys.all, call);

  expect(told(await answerOf(served.url, VENDURE_DEFAULTS.apiKey, call))).toEqual(told(expected));
});

it.each([
  ['reading', read(['CUP-1'])],
  ['writing', write(['1', 5])],
])('refuses like the real shop when a right is missing: %s', async (_, call) => {
  const expected = gistOf(await answerOf(real.url, keys.few, call));

  expect(expected).toMatchObject({ status: 200, codes: ['FORBIDDEN'] });
  expect(gistOf(await answerOf(poor.url, VENDURE_DEFAULTS.apiKey, call))).toEqual(expected);
});

it('refuses like the real shop a key that there is not', async () => {
  const expected = gistOf(await answerOf(real.url, 'no:key', read(['CUP-1'])));

  expect(gistOf(await answerOf(served.url, 'no:key', read(['CUP-1'])))).toEqual(expected);
});

it('refuses like the real shop a channel that there is not among several', async () => {
  await real.admin.createChannel('uk');
  const several = await serveFake(new VendureMarket({ channelToken: 'uk' }));
  const call = { ...read(['CUP-1']), headers: { 'vendure-token': 'none' } };
  const expected = gistOf(await answerOf(real.url, keys.all, call));
  const answer = await answerOf(several.url, VENDURE_DEFAULTS.apiKey, call);
  await several.close();

  expect(expected).toEqual({ status: 200, codes: ['CHANNEL_NOT_FOUND'], hasData: false });
  expect(gistOf(answer)).toEqual(expected);
});

/** Suggestions of GraphQL's depend on all the fields that there are. */
const told = ({ status, body }: RawAnswer): string =>
  `${status} ${JSON.stringify(body, null, 1).replaceAll(/ Did you mean [^?]*\?/g, '')}`;
