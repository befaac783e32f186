import { loadPack, type Row } from '#mapping';
import { expect, it } from 'vitest';
import { RowFilters } from './row-filter.js';

const filtersOf = (pack: string, known: readonly { key: string; row: Row }[] = []) =>
  new RowFilters(loadPack(`connectors/${pack}`), 'shop', () => Promise.resolve(known));
const OF_ITEM = { skus: ["o'x"], places: [] };
const AT_PLACE = { skus: [], places: ['London'] };

it.each([
  ['greaterwms', 'stocklist', OF_ITEM, String.raw`${'`goods_code`'} IN ('o\'x')`],
  [
    'opensourcepos',
    'ospos_item_quantities',
    AT_PLACE,
    "`location_id` IN (SELECT of_place.`location_id` FROM `shop`.`ospos_stock_locations` of_place WHERE of_place.`location_name` IN ('London'))",
  ],
  [
    'openboxes',
    'transaction_entry',
    { skus: ['A'], places: [] },
    "`inventory_item_id` IN (SELECT of_lot.`id` FROM `shop`.`inventory_item` of_lot WHERE of_lot.`product_id` IN (SELECT of_item.`id` FROM `shop`.`product` of_item WHERE of_item.`product_code` IN ('A')))",
  ],
  [
    'openboxes',
    'transaction_entry',
    AT_PLACE,
    "`transaction_id` IN (SELECT of_header.`id` FROM `shop`.`transaction` of_header WHERE of_header.`inventory_id` IN (SELECT of_depot.`inventory_id` FROM `shop`.`location` of_depot WHERE of_depot.`name` IN ('London')))",
  ],
])('follows the references of %s from %s', async (pack, table, wanted, sql) => {
  expect(await filtersOf(pack).of(table, wanted)).toBe(sql);
});

it('takes both conditions, and none', async () => {
  const filters = filtersOf('greaterwms');
  expect(await filters.of('stocklist', { skus: ['a', 'b'], places: ['c'] })).toBe(
    "`goods_code` IN ('a', 'b') AND `openid` IN ('c')",
  );
  expect(await filters.of('stocklist', { skus: [], places: [] })).toBeNull();
});

it('looks among the arrived references for what the pack calculates', async () => {
  const row = (name: string) => ({ complete_name: name, usage: 'internal', active: true });
  const filters = filtersOf('odoo', [
    { key: '8', row: row('WH/Stock') },
    { key: '9', row: row('WH/Stock/Shelf 1') },
    { key: '10', row: row('WH/Input') },
  ]);
  expect(await filters.of('stock_quant', { skus: [], places: ['WH/Stock'] })).toBe(
    `"location_id" IN (SELECT of_place."id" FROM "public"."stock_location" of_place WHERE of_place."id" IN ('8', '9'))`,
  );
});

it.each([
  [
    'odoo',
    'stock_move',
    AT_PLACE,
    /No condition tells the rows of stock_move by their location: the pack calculates it: capture\(/,
  ],
  ['generic-ledger', 'movements', AT_PLACE, /its rows move stock between two locations/],
  ['opensourcepos', 'ospos_items', OF_ITEM, /ospos_items says nothing of single items/],
])('refuses with a reason: %s, %s', async (pack, table, wanted, reason) => {
  await expect(async () => filtersOf(pack).of(table, wanted)).rejects.toThrow(reason);
});

it("names the reference's rows that give the item's code", () => {
  expect(filtersOf('opensourcepos').itemsOf('ospos_inventory', ['7'])).toEqual({
    table: 'ospos_items',
    filter: "`item_number` IN ('7')",
  });
  expect(filtersOf('greaterwms').itemsOf('stocklist', ['7'])).toBeUndefined();
});
