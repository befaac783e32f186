import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ListingRow } from '../port/listing-row.js';
import { stockFile } from './stock-file.js';

const rowOf = (sku: string, quantity = 1): ListingRow => ({
  sku,
  quantity,
  version: 1,
  shown: null,
  ids: {},
  leadTimeDays: 3,
  offer: null,
});
const WHOLE = { warehouse: null, updateDelete: 'update' } as const;

describe('stockFile', () => {
  it('has the columns that Mirakl describes, and a line for each offer', () => {
    expect(stockFile([rowOf('CUP-1', 0), rowOf('CUP-2', 12)], WHOLE)).toBe(
      '"offer-sku";"quantity";"warehouse-code";"update-delete"\n' +
        '"CUP-1";"0";"";"update"\n' +
        '"CUP-2";"12";"";"update"\n',
    );
  });

  it('names the warehouse, and leaves the mark out where the operator wants it so', () => {
    const file = stockFile([rowOf('CUP-1', 7)], { warehouse: 'LYON', updateDelete: '' });

    expect(file).toContain('\n"CUP-1";"7";"LYON";""\n');
  });

  it('quotes what would break a line, and leaves alone what looks like a formula', () => {
    const skus = ['a;b', 'a"b', 'a\nb', ' a ', 'Ä', '=1+1', '+1', '-1', '@a', '00012', '\tx'];
    const file = stockFile(
      skus.map((sku) => rowOf(sku)),
      WHOLE,
    );
    const read: string[][] = parse(file, { delimiter: ';', from: 2 });

    expect(read.map(([sku]) => sku)).toEqual(skus);
  });
});
