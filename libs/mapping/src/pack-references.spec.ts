import { describe, expect, it } from 'vitest';
import { referenceFindings } from './pack-references.js';

const findings = (refs: Record<string, { table: string; key: unknown }>) =>
  referenceFindings({
    tables: {
      lot: { role: 'reference' },
      product: { role: 'reference' },
      line: { role: 'ledger', refs },
    },
  });

describe('referenceFindings', () => {
  it('lets a key use the references declared before it', () => {
    const lot = { table: 'lot', key: 'row.lot_id' };
    const item = { table: 'product', key: 'lot == null ? row.product_id : lot.product_id' };

    expect(findings({ lot, item })).toEqual([]);
  });

  it('finds a table that is no reference of the file', () => {
    expect(findings({ item: { table: 'products', key: 'row.product_id' } })).toMatchObject([
      { path: ['tables', 'line', 'refs', 'item', 'table'], hint: 'did you mean "product"?' },
    ]);
  });

  it('finds a key that uses a later reference, itself, or nothing known', () => {
    const item = { table: 'product', key: 'lot.product_id' };
    const lot = { table: 'lot', key: 'row.lot_id' };
    const path = (ref: string) => ['tables', 'line', 'refs', ref, 'key'];

    expect(findings({ item, lot })).toMatchObject([
      { path: path('item'), hint: 'declare lot before item' },
    ]);
    expect(findings({ lot: { ...lot, key: 'lot.id' } })).toMatchObject([
      { path: path('lot'), hint: 'lot cannot be reached through itself' },
    ]);
    expect(findings({ lot, item: { ...item, key: 'lott.product_id' } })).toMatchObject([
      {
        path: path('item'),
        expected: expect.stringContaining('over row, lot:') as string,
        hint: 'did you mean "lot"?',
      },
    ]);
  });

  it('leaves what does not parse to the compiler, and shapes to the schema', () => {
    expect(findings({ lot: { table: 'lot', key: 'row.' } })).toEqual([]);
    expect(findings({ lot: { table: 'lot', key: 7 } })).toEqual([]);
    for (const content of [null, { tables: 7 }, { tables: { line: { refs: [] } } }]) {
      expect(referenceFindings(content)).toEqual([]);
    }
  });
});
