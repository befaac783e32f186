import { describe, expect, it } from 'vitest';
import { missingColumns, proposal, schemaChanges, type Schema } from './compare-schemas.js';

const BEFORE: Schema = { items: { id: 'int', code: 'varchar', price: 'decimal' } };
const after = (columns: Schema[string]): Schema => ({ items: columns });
const told = (now: Schema) => {
  const changes = schemaChanges(BEFORE, now);
  const missing = missingColumns({ items: ['id', 'code'] }, now, changes);
  return {
    changes: changes.map(({ column, is }) => `${column} ${is}`),
    proposal: proposal(missing),
  };
};

describe('a schema that changes', () => {
  it('is told, and asks nothing of the pack while its columns are there', () => {
    const now = after({ id: 'bigint', code: 'varchar', shelf: 'varchar' });
    expect(told(now)).toEqual({
      changes: ['id retyped', 'shelf added', 'price gone'],
      proposal: '',
    });
  });

  it('proposes the column that a mapped one has become: of its type, and new', () => {
    const now = after({ id: 'int', price: 'decimal', barcode: 'varchar', weight: 'decimal' });
    expect(told(now).proposal).toBe(
      'items: in pack.yaml write barcode for code, if it was renamed so',
    );
  });

  it('proposes nothing where nothing new could be it', () => {
    const now = after({ id: 'int', price: 'decimal', weight: 'decimal' });
    expect(told(now).proposal).toBe(
      'items.code: put it back, or change the rules of pack.yaml that use it',
    );
  });

  it('says nothing of a table that it sees for the first time', () => {
    expect(schemaChanges({}, BEFORE)).toEqual([]);
  });
});
