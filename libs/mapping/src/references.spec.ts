import { expect, it } from 'vitest';
import { compileTables } from './compile.js';
import { packSchema } from './pack.schema.js';
import { referenceId, referenceKeys } from './references.js';

const moves = (ref: Record<string, unknown>) => ({
  role: 'annotate',
  key: ['id'],
  columns: ['id', 'code'],
  refs: { place: { table: 'places', key: 'row.code', ...ref } },
  sku: "'A'",
  location: 'place.name',
  rules: [{ name: 'cause', kind: 'sale' }],
});
const pack = packSchema.parse({
  pack: 1,
  name: 'depot',
  engine: 'mysql',
  tables: {
    places: { role: 'reference', key: ['company', 'id'], keep: ['name'] },
    sales: moves({ by: 'stock_id' }),
    orders: moves({ by: 'stock_id' }),
    counts: moves({}),
  },
});

it.each([
  ['both', { stock_id: 's-1' }, ['places:1/7', 'places by stock_id:s-1']],
  ['its own only, without a value in the other', { stock_id: null }, ['places:1/7']],
])('a row is known under the keys that tables look it up by: %s', (_, row, keys) => {
  const places = compileTables(pack).get('places');
  const change = { before: null, after: { company: 1, id: 7, name: 'Leeds', ...row } };

  if (places?.role !== 'reference') throw new Error('places is a reference');
  expect(referenceKeys(places, change).map(referenceId)).toEqual(keys);
});
