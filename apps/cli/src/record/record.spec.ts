import { parseJson } from '#contracts';
import { loadPack } from '#mapping';
import { LosslessNumber } from 'lossless-json';
import { expect, it } from 'vitest';
import { scrubbedColumns } from './joined-columns.js';
import { Pseudonyms } from './pseudonyms.js';
import { Scrubber } from './scrubber.js';

const { file: ospos } = loadPack('connectors/opensourcepos');

it('scrubs every column that the pack joins with a named one', () => {
  expect([...scrubbedColumns(ospos, ['ospos_inventory.trans_items'])].sort()).toEqual([
    'ospos_inventory.trans_items',
    'ospos_item_quantities.item_id',
    'ospos_items.item_id',
    'ospos_sales_items.item_id',
  ]);
});

it('follows a reference that is reached through another, and not what is only compared', () => {
  const { file } = loadPack('connectors/tryton');
  const scrubbed = scrubbedColumns(file, ['stock_location.id']);
  expect(scrubbed).toContain('stock_location.parent');
  expect(scrubbed).toContain('stock_move.to_location');
  expect(scrubbed).not.toContain('stock_location.type');
});

it('names the nearest column when there is no such one', () => {
  expect(() => scrubbedColumns(ospos, ['item_nummer'])).toThrow('did you mean "item_number"?');
});

it('gives the same value the same pseudonym, as a number and as its text, and of another salt another', () => {
  const pseudonyms = new Pseudonyms();
  const number = pseudonyms.of(new LosslessNumber('17')) as LosslessNumber;
  expect(pseudonyms.of('17')).toBe(number.value);
  expect(number.value).toMatch(/^\d+$/);
  expect(pseudonyms.of('A-17')).toMatch(/^x[0-9a-f]{12}$/);
  expect(new Pseudonyms().of('17')).not.toBe(number.value);
  expect([pseudonyms.of(null), pseudonyms.of(''), pseudonyms.of(true)]).toEqual([null, '', true]);
});

it('keeps what the pack names and puts placeholders for the rest, with numbers as long as they are', () => {
  const pack = loadPack('connectors/opensourcepos');
  const table = pack.tables.get('ospos_items');
  if (!table) throw new Error('the pack has no items');
  const row =
    '{"item_id":7,"item_number":"A","name":"Pen","stock_type":0,"deleted":0,"cost_price":"5.48","category":"Gifts","made":"2026-01-02","qty":3,"flag":true,"note":null}';
  const value = `{"before":null,"after":${row},"source":{"name":"shop.cdc.pos","connector":"mariadb","ts_ms":1,"pos":12345678901234567890,"query":"INSERT INTO ospos_items"},"op":"c","ts_ns":1795700913046630896}`;
  const place = {
    topic: 'shop.cdc.pos.t',
    partition: 0,
    offset: '0',
    timestamp: '1',
    key: '{"item_id":7}',
  };
  const scrubber = new Scrubber(pack, ['item_number'], 'shop.');
  const { key, topic, value: scrubbed } = scrubber.scrub(table, { ...place, value });
  expect({ key, topic }).toEqual({ key: '{"item_id":7}', topic: 'cdc.pos.t' });
  expect(scrubbed).toContain('"name":"cdc.pos"');
  expect(scrubbed).toContain('"pos":12345678901234567890,"query":null');
  expect(scrubbed).toMatch(/"ts_ns":1795700913046630896\}$/);
  expect(parseJson(Buffer.from(scrubbed ?? ''))).toMatchObject({
    after: {
      item_id: 7,
      item_number: expect.stringMatching(/^x[0-9a-f]{12}$/) as string,
      name: 'Pen',
      cost_price: '0',
      category: 'x',
      made: '2000-01-01',
      qty: 0,
      flag: false,
      note: null,
    },
  });
});
