import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { validate } from './validate.js';

/** Any value will do where the demonstration's policy asks for one. */
const ENV = Object.fromEntries(
  [...readFileSync('shelfwire.yaml', 'utf8').matchAll(/\$\{env:(\w+)\}/g)].map(([, name = '']) => [
    name,
    name.endsWith('_PORT') ? '1' : name.endsWith('_URL') ? 'http://127.0.0.1:1' : 'value',
  ]),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'validate-'));
  cpSync('shelfwire.yaml', join(folder, 'shelfwire.yaml'));
  cpSync('connectors', join(folder, 'connectors'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

const problems = () => validate(join(folder, 'shelfwire.yaml'), ENV).problems;

it("finds the demonstration's policy and packs sound", () => {
  expect(validate('shelfwire.yaml', ENV)).toMatchObject({
    packs: ['opensourcepos', 'odoo'],
    problems: [],
  });
});

it('tells the problems of policy, packs and connector files together', () => {
  change('shelfwire.yaml', 'name: Leeds', 'nam: Leeds');
  change('connectors/odoo/pack.yaml', 'role: state', 'role: stat');
  expect(problems()).toMatchObject([
    { path: 'locations.store-leeds.name' },
    { path: 'locations.store-leeds.nam', hint: 'did you mean "name"?' },
    {
      file: join(folder, 'connectors/odoo/pack.yaml'),
      path: 'tables.stock_quant.role',
      hint: 'did you mean "state"?',
    },
  ]);
});

it.each([
  [
    'a wrong type',
    'columns: [id, product_id, location_id, quantity, reserved_quantity]',
    'columns: 7',
    { line: 30, path: 'tables.stock_quant.columns', found: '7', expected: 'a list' },
  ],
  [
    'an unknown key',
    'quantity: row.reserved_quantity',
    'quantitty: row.reserved_quantity',
    {
      line: 46,
      path: 'tables.stock_quant.rules[1].quantitty',
      hint: 'did you mean "quantity"?',
    },
  ],
  [
    'an unknown value',
    'bucket: allocated',
    'bucket: allocatd',
    { line: 45, path: 'tables.stock_quant.rules[1].bucket', hint: 'did you mean "allocated"?' },
  ],
  [
    'a reference to a table that is not there',
    'item: { table: product_product',
    'item: { table: product_produkt',
    {
      line: 32,
      path: 'tables.stock_quant.refs.item.table',
      hint: 'did you mean "product_product"?',
    },
  ],
  [
    'an expression that does not compile',
    'sku: item.default_code',
    'sku: item..default_code',
    {
      path: 'tables.stock_quant.sku',
      found: expect.stringContaining('item..default_code: Expected') as string,
    },
  ],
])('tells %s in a pack', (_name, from, to, problem) => {
  change('connectors/odoo/pack.yaml', from, to);
  const file = join(folder, 'connectors/odoo/pack.yaml');
  const [first, ...others] = problems().filter(({ path }) => !path.endsWith('.quantity'));
  expect([first, others]).toMatchObject([{ file, ...problem }, []]);
});
