import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveFake, type ServedFake } from '../fake/serve-fake.js';
import { MedusaMarket } from './medusa-market.js';
import { MEDUSA_DEFAULTS, OTHER_LOCATION } from './medusa-options.js';

const { apiKey, locationId } = MEDUSA_DEFAULTS;
const ITEMS = '/admin/inventory-items';
const BATCH = `${ITEMS}/location-levels/batch`;
const basic = (key: string) => `Basic ${Buffer.from(`${key}:`).toString('base64')}`;

describe('MedusaMarket', () => {
  let market: MedusaMarket;
  let served: ServedFake;

  beforeEach(async () => {
    market = new MedusaMarket();
    market.seed(['CUP-1', 'CUP-2'].map((sku) => ({ sku, quantity: 5 })));
    served = await serveFake(market);
  });
  afterEach(() => served.close());

  const call = async (path: string, content?: unknown, authorization = basic(apiKey)) => {
    const answer = await fetch(`${served.url}${path}`, {
      headers: { authorization, 'content-type': 'application/json' },
      ...(content !== undefined && {
        method: 'POST',
        body: typeof content === 'string' ? content : JSON.stringify(content),
      }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      body: text.startsWith('{') ? (JSON.parse(text) as object) : {},
    };
  };
  const level = (sku: string, stocked_quantity: unknown, location_id = locationId) => ({
    inventory_item_id: market.item(sku).id,
    location_id,
    stocked_quantity,
  });

  it.each([
    ['no key', ''],
    ['another key', basic('sk_other')],
    ['a bearer', `Bearer ${apiKey}`],
    ['a publishable key', basic('pk_1')],
  ])('does not let in %s', async (_, authorization) => {
    expect(await call(ITEMS, undefined, authorization)).toMatchObject({ status: 401 });
  });

  it('takes the key as it is, too', async () => {
    expect(await call(ITEMS, undefined, `Basic ${apiKey}`)).toMatchObject({ status: 200 });
  });

  it('tells of items only what is asked for, and twenty where nobody says how many', async () => {
    market.seed(Array.from({ length: 30 }, (_, at) => ({ sku: `MORE-${at}`, quantity: 1 })));
    const { body } = await call(`${ITEMS}?fields=id,variants.sku&order=id`);

    expect(body).toMatchObject({ count: 32, offset: 0, limit: 20 });
    expect(body).toHaveProperty('inventory_items.length', 20);
    expect(body).toHaveProperty('inventory_items.0', {
      id: market.item('CUP-1').id,
      variants: [{ sku: 'CUP-1' }],
    });
  });

  it('answers ids in an order of its own', async () => {
    const ids = ['CUP-1', 'CUP-2'].map((sku) => market.item(sku).id);
    const query = ids.map((id) => `id[]=${id}`).join('&');

    expect(await call(`${ITEMS}?fields=id&${query}`)).toMatchObject({
      body: { inventory_items: [{ id: ids[1] }, { id: ids[0] }], count: 2 },
    });
  });

  it.each([
    ['an unknown question', `${ITEMS}?colour=red`, 400],
    ['a limit that is none', `${ITEMS}?limit=x`, 400],
    ['a location that there is not', '/admin/stock-locations/sloc_none', 404],
    ['a route that there is not', '/admin/products', 404],
  ])('refuses %s', async (_, path, status) => {
    expect(await call(path)).toMatchObject({ status });
  });

  it('refuses less than nothing, texts, unknown lists and broken JSON, and changes nothing', async () => {
    const bodies = [
      { update: [level('CUP-1', -1)] },
      { update: [level('CUP-1', '6')] },
      { change: [] },
      '{"update":[',
    ];
    for (const body of bodies) {
      expect(await call(BATCH, body)).toMatchObject({
        status: 400,
        body: { type: 'invalid_data' },
      });
    }
    expect(market.writes).toEqual([]);
  });

  it('applies all of the rows, or none where one is not stocked', async () => {
    const rows = [level('CUP-1', 1), level('CUP-2', 2, 'sloc_none')];

    expect(await call(BATCH, { update: rows })).toMatchObject({
      status: 404,
      body: { type: 'not_found' },
    });
    expect(market.shown().get('CUP-1')).toBe(5);
    await call(BATCH, { update: [level('CUP-1', 1), level('CUP-2', 2)] });
    expect(Object.fromEntries(market.shown())).toEqual({ 'CUP-1': 1, 'CUP-2': 2 });
  });

  it('tells what is reserved after the write, and what was available before it', async () => {
    market.order('CUP-1', 2);

    expect(await call(BATCH, { update: [level('CUP-1', 9)] })).toMatchObject({
      body: {
        updated: [{ stocked_quantity: 9, reserved_quantity: 2, available_quantity: 3 }],
      },
    });
    expect(market.shown().get('CUP-1')).toBe(7);
  });

  it('has levels elsewhere, and of one location only those', async () => {
    const here = `location_levels[location_id]=${OTHER_LOCATION}`;

    expect(await call(`${ITEMS}?fields=location_levels.location_id&${here}`)).toMatchObject({
      body: {
        inventory_items: [
          { location_levels: [{ location_id: OTHER_LOCATION }] },
          { location_levels: [{ location_id: OTHER_LOCATION }] },
        ],
      },
    });
  });
});
