import { loadPack } from '#mapping';
import { expect, it } from 'vitest';
import { fieldChanges } from './field-changes.js';
import type { Held } from './held.js';
import { hideSecrets } from './hide-secrets.js';
import { planPacks } from './plan-packs.js';
import { planPolicy } from './plan-policy.js';
import { planTopicSteps } from './plan-topics.js';

const held: Held = {
  rows: () => Promise.resolve(5),
  itemsAt: () => Promise.resolve(0),
  listings: () => Promise.resolve(0),
};
const { file: odoo } = loadPack('connectors/odoo');
const { stock_quant: quant, ...others } = odoo.tables;

it('compares objects field by field, and lists as a whole', () => {
  expect(fieldChanges({ a: 1, b: { c: [1] } }, { b: { c: [2] }, d: 'x' })).toEqual([
    { field: 'a', from: '1', to: null },
    { field: 'b.c', from: '[1]', to: '[2]' },
    { field: 'd', from: null, to: 'x' },
  ]);
});

it('hides settings that hold secrets by name, and known secrets in others', () => {
  const changes = [
    { field: 'database.password', from: 'abc', to: '${file:/x:password}' },
    { field: 'url', from: null, to: 'http://u:hunter22@h' },
    { field: 'message.key.columns', from: 'a:id', to: 'a:no' },
  ];
  expect(hideSecrets(changes, ['hunter22'])).toEqual([
    { field: 'database.password', from: '(hidden)', to: '${file:/x:password}' },
    { field: 'url', from: null, to: 'http://u:(hidden)@h' },
    { field: 'message.key.columns', from: 'a:id', to: 'a:no' },
  ]);
});

it('says of a table that another key, sku or place means a loss, and another quantity none', async () => {
  if (!quant || !('rules' in quant)) throw new Error('the pack odoo has no table stock_quant');
  const withQuant = (part: Partial<typeof quant>) =>
    planPacks(
      { wms: odoo },
      { wms: { ...odoo, tables: { ...odoo.tables, stock_quant: { ...quant, ...part } } } },
      held,
    );
  for (const part of [
    { key: ['id', 'product_id'] },
    { sku: 'item.barcode' },
    { location: '"x"' },
  ]) {
    const [found] = await withQuant(part);
    expect(found).toMatchObject({ id: 'pack/wms/stock_quant', sign: '~' });
    expect(found?.loses).toEqual([expect.stringContaining('5 rows make stock as they were keyed')]);
  }
  const rules = quant.rules.map((rule) => ({ ...rule, quantity: '1' }));
  const [harmless] = await withQuant({ columns: [...quant.columns, 'in_date'], rules });
  expect(harmless).toMatchObject({
    changes: [
      { field: 'columns', from: null, to: 'in_date' },
      { field: 'rules.allocated.quantity', to: '1' },
      { field: 'rules.available.quantity', to: '1' },
    ],
    loses: [],
  });
});

it('says of a captured table that goes what it holds', async () => {
  const [gone] = await planPacks({ wms: odoo }, { wms: { ...odoo, tables: others } }, held);
  expect(gone).toMatchObject({ sign: '-', loses: [expect.stringContaining('5 rows of it')] });
});

it('tells movements that are forgotten sooner, and no location that holds nothing', async () => {
  const kept = (movementDays: number | null, locations = {}) => ({
    sources: {},
    locations,
    channels: {},
    retention: { movementDays },
  });
  const store = { source: 'pos', name: 'Leeds' };
  expect(await planPolicy(kept(400, { store }), kept(100), held)).toMatchObject([
    { id: 'location/store', sign: '-', loses: [] },
    { id: 'policy/retention', loses: [expect.stringContaining('older than 100 days')] },
  ]);
  expect(await planPolicy(kept(400), kept(null), held)).toMatchObject([{ loses: [] }]);
});

it('asks for approval of more partitions of a topic', () => {
  const wanted = { topic: 't', partitions: 4, settings: {} };
  const existing = new Map([['t', { partitions: 1, settings: {}, own: {} }]]);
  expect(planTopicSteps([wanted], existing)).toMatchObject([
    { changes: [{ field: 'partitions', from: '1', to: '4' }], loses: [expect.any(String)] },
  ]);
});
