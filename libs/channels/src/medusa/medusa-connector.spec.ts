import { afterEach, describe, expect, it } from 'vitest';
import { CALL, listingRow } from '../../../../test/support/connector-call.js';
import { scriptedServer, type ScriptedAnswer } from '../../../../test/support/scripted-server.js';
import { MedusaConnector } from './medusa-connector.js';

const HERE = 'sloc_1';
const row = (sku: string) =>
  listingRow(sku, { quantity: 4, shown: 5, ids: { inventoryItemId: `iitem_${sku}` } });
const level = (stocked: number, location = HERE) => ({
  location_id: location,
  stocked_quantity: stocked,
  reserved_quantity: 1,
});
const item = (sku: string) => ({
  id: `iitem_${sku}`,
  location_levels: [level(6)],
  variants: [
    {
      sku,
      manage_inventory: true,
      inventory_items: [{ inventory_item_id: `iitem_${sku}`, required_quantity: 1 }],
    },
  ],
});
const page = (count: number, ...skus: string[]): ScriptedAnswer => ({
  body: { inventory_items: skus.map(item), count, offset: 0, limit: 200 },
});
const updated = (...levels: object[]): ScriptedAnswer => ({ body: { updated: levels } });
const done = (sku: string, stocked = 5, location = HERE) => ({
  ...level(stocked, location),
  inventory_item_id: `iitem_${sku}`,
});

describe('MedusaConnector', () => {
  const closers: (() => unknown)[] = [];

  const scripted = async (...script: ScriptedAnswer[]) => {
    const server = await scriptedServer(script);
    const endpoint = { url: server.url, apiKey: 'sk_secret', locationId: HERE };
    const connector = new MedusaConnector(endpoint, { timeoutMs: 10_000 });
    closers.push(
      () => connector.close(),
      () => server.close(),
    );
    return { connector, asked: server.asked };
  };
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  it('reads the items of a call, and writes their levels, by a Basic login', async () => {
    const { connector, asked } = await scripted(page(2, 'A', 'B'), updated(done('B'), done('A')));

    expect(await connector.push([row('A'), row('B')], CALL)).toEqual({
      kind: 'answered',
      verdicts: [{ outcome: 'applied' }, { outcome: 'applied' }],
      hints: [],
    });
    const authorization = 'Basic c2tfc2VjcmV0Og==';
    expect(asked).toMatchObject([
      { method: 'GET', headers: { authorization } },
      {
        method: 'POST',
        url: '/admin/inventory-items/location-levels/batch',
        headers: { authorization },
      },
    ]);
    const query = new URL(asked[0]?.url ?? '', 'http://shop.example').searchParams;
    expect([query.getAll('id[]'), query.get('limit')]).toEqual([['iitem_A', 'iitem_B'], '2']);
  });

  it.each([
    ['is not told', []],
    ['is told of another location', [done('A', 5, 'sloc_2')]],
    ['is told as another number', [done('A', 6)]],
  ])('cannot tell where a level %s', async (_, levels) => {
    const { connector } = await scripted(page(1, 'A'), updated(...levels));

    expect(await connector.push([row('A')], CALL)).toMatchObject({
      verdicts: [{ outcome: 'unknown' }],
    });
  });

  it.each([
    [400, 'refused'],
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'unavailable'],
    [409, 'unavailable'],
    [413, 'refused'],
    [500, 'unknown'],
    [502, 'unknown'],
  ])('takes HTTP %i of a write for %s', async (status, kind) => {
    const body = { type: 'invalid_data', message: 'said Medusa' };
    const { connector } = await scripted(page(1, 'A'), { status, body });

    expect(await connector.push([row('A')], CALL)).toMatchObject({ kind });
  });

  it.each([
    ['text', 'yes'],
    ['another shape', { created: [] }],
  ])('cannot tell from a 200 with %s after a write', async (_, body) => {
    const { connector } = await scripted(page(1, 'A'), { body });

    expect(await connector.push([row('A')], CALL)).toEqual({
      kind: 'unknown',
      reason: 'the answer is not what Medusa sends',
    });
  });

  it('tells by what kind of error a call is refused, and in whose words', async () => {
    const body = { type: 'invalid_data', message: 'said Medusa' };
    const { connector } = await scripted(page(1, 'A'), { status: 400, body });

    expect(await connector.push([row('A')], CALL)).toEqual({
      kind: 'refused',
      code: 'invalid_data',
      reason: 'HTTP 400: said Medusa',
    });
  });

  it('waits as long as it is asked to by whoever stands before the shop', async () => {
    const { connector } = await scripted(page(1, 'A'), {
      status: 429,
      headers: { 'retry-after': '7' },
    });

    expect(await connector.push([row('A')], CALL)).toEqual({
      kind: 'throttled',
      retryAfterMs: 7_000,
      hints: [],
    });
  });

  it('says where the next page begins, and leaves out what no sku names', async () => {
    const { connector, asked } = await scripted(page(500, 'A', ''));

    expect(await connector.list('200', CALL)).toEqual({
      kind: 'page',
      listings: [{ sku: 'A', quantity: 5, ids: { inventoryItemId: 'iitem_A' } }],
      next: '202',
    });
    const query = new URL(asked[0]?.url ?? '', 'http://shop.example').searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      order: 'id',
      offset: '200',
      limit: '200',
      'location_levels[location_id]': HERE,
    });
  });

  it('does not take a list for complete that has more and does not tell it', async () => {
    const { connector } = await scripted(page(500));

    expect(await connector.list('200', CALL)).toEqual({
      kind: 'unavailable',
      reason: '500 inventory items, and none after 200',
    });
  });

  it.each([
    ['text', 'yes'],
    ['another shape', { inventory_items: [{ id: 'iitem_A' }], count: 1 }],
  ])('has read nothing from a 200 with %s', async (_, body) => {
    const { connector } = await scripted({ body });
    const odd = {
      kind: 'unavailable',
      reason: 'inventory items: the answer is not what Medusa sends',
    };

    expect(await connector.readBack([row('A')], CALL)).toEqual(odd);
    expect(await connector.push([row('A')], CALL)).toEqual(odd);
    expect(await connector.list(null, CALL)).toEqual(odd);
  });
});
