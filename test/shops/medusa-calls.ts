import { expect } from 'vitest';

/** What tells one shop from another. */
export interface AskedShop {
  readonly url: string;
  readonly apiKey: string;
  readonly locationId: string;
  /** of an item that the location stocks */
  readonly itemId: string;
}

interface Call {
  readonly name: string;
  readonly path: string;
  /** left out: Basic, with the key */
  readonly authorization?: string;
  /** a text as it is, anything else as JSON */
  readonly content?: unknown;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const ITEMS = '/admin/inventory-items';
const BATCH = `${ITEMS}/location-levels/batch`;
const FIELDS =
  'fields=id,location_levels.location_id,location_levels.stocked_quantity,' +
  'location_levels.reserved_quantity,variants.sku,variants.manage_inventory,' +
  'variants.inventory_items.inventory_item_id,variants.inventory_items.required_quantity';

/** What the connector asks, and what a shop has to refuse. */
const callsTo = ({ apiKey, locationId, itemId }: AskedShop): readonly Call[] => {
  const here = `location_levels[location_id]=${locationId}`;
  const level = { inventory_item_id: itemId, location_id: locationId };
  const set = (...update: object[]) => ({ path: BATCH, content: { update } });
  return [
    { name: 'a page', path: `${ITEMS}?${FIELDS}&${here}&order=id&limit=1&offset=0` },
    { name: 'no page', path: `${ITEMS}?${FIELDS}&${here}&order=id&limit=1&offset=1000` },
    { name: 'an item, and none', path: `${ITEMS}?${FIELDS}&limit=2&id[]=${itemId}&id[]=iitem_0` },
    { name: 'another location', path: `${ITEMS}?${FIELDS}&location_levels[location_id]=sloc_0` },
    { name: 'an unknown question', path: `${ITEMS}?colour=red` },
    { name: 'a limit that is none', path: `${ITEMS}?limit=x` },
    { name: 'a location', path: `/admin/stock-locations/${locationId}?fields=id` },
    { name: 'no location', path: '/admin/stock-locations/sloc_0?fields=id' },
    { name: 'no route', path: '/admin/no-route' },
    { name: 'no key', path: ITEMS, authorization: '' },
    { name: 'the wrong key', path: ITEMS, authorization: 'Basic c2tfd3Jvbmc6' },
    { name: 'a key as it is', path: `${ITEMS}?fields=id`, authorization: `Basic ${apiKey}` },
    { name: 'a key as a bearer', path: ITEMS, authorization: `Bearer ${apiKey}` },
    { name: 'a level', ...set({ ...level, stocked_quantity: 6 }) },
    { name: 'twice the same', ...set({ ...level, stocked_quantity: 7 }, { ...level }) },
    { name: 'a field too much', ...set({ ...level, stocked_quantity: 6, colour: 'red' }) },
    { name: 'no levels', ...set() },
    {
      name: 'a level, and none',
      ...set({ ...level, stocked_quantity: 9 }, { ...level, inventory_item_id: 'iitem_0' }),
    },
    { name: 'less than nothing', ...set({ ...level, stocked_quantity: -1 }) },
    { name: 'a text for a number', ...set({ ...level, stocked_quantity: '6' }) },
    { name: 'no such list', path: BATCH, content: { change: [] } },
    { name: 'broken JSON', path: BATCH, content: '{"update":[' },
  ];
};

/** Every answer of a shop to the same calls, by their names. */
export async function answersOf(shop: AskedShop): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (const call of callsTo(shop)) answers.set(call.name, await ask(shop, call));
  return answers;
}

async function ask({ url, apiKey }: AskedShop, call: Call): Promise<Answer> {
  const basic = `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`;
  const { path, authorization = basic, content } = call;
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const answer = await fetch(`${url}${path}`, {
    headers: { authorization, 'content-type': 'application/json' },
    ...(content !== undefined && { method: 'POST', body }),
  });
  const said = await answer.text();
  return { status: answer.status, body: said.startsWith('{') ? JSON.parse(said) : 'a page' };
}

/** What a list holds is alike: of each list the first, if there is one. */
export function firstOfEach(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(firstOfEach);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([field, each]) => [field, firstOfEach(each)]);
  return Object.fromEntries(fields) as unknown;
}

/** The same statuses, fields and kinds of error; numbers, ids and words may differ. */
export function formOf(value: unknown, name = ''): unknown {
  if (typeof value === 'number') return name === 'status' ? value : expect.any(Number);
  if (typeof value === 'string') return name === 'type' ? value : expect.any(String);
  if (Array.isArray(value)) return value.map((each: unknown) => formOf(each));
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([field, each]) => [field, formOf(each, field)]);
  return Object.fromEntries(fields) as unknown;
}
