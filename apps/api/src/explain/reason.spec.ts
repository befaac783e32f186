import { describe, expect, it } from 'vitest';
import type { Cause, LedgerLine } from './explain.schema.js';
import { headline, reasonOf } from './reason.js';

const ROW = { system: 'pos', table: 't', rowKey: '7/1', rule: 'r', position: null, epoch: 1 };

const cause = (part: Partial<Cause>): Cause => ({
  kind: 'sale',
  type: 'sale',
  id: '536365',
  line: null,
  location: 'leeds',
  row: ROW,
  occurredAt: '2026-01-05T09:00:00.000Z',
  facts: null,
  ...part,
});

const level = { location: 'leeds', kind: 'level', cause: null, causes: [] };

describe('reasonOf', () => {
  it('prefers what the row itself names', () => {
    const own = { type: 'purchase_order', id: '9', line: null };
    expect(reasonOf({ ...level, kind: 'receipt', cause: own, causes: [cause({})] })).toBe(
      'receipt (purchase order 9)',
    );
  });

  it('names the lines of a document rather than the document', () => {
    const causes = [cause({}), cause({ line: '3' }), cause({ line: '5' })];
    expect(reasonOf({ ...level, causes })).toBe('sale 536365 line 3 and sale 536365 line 5');
  });

  it('says one cause once', () => {
    expect(reasonOf({ ...level, causes: [cause({}), cause({})] })).toBe('sale 536365');
  });

  it('prefers the causes of the same location, and takes others where there are none', () => {
    const elsewhere = cause({ kind: 'transfer_out', type: 'transfer', id: '4', location: 'depot' });
    expect(reasonOf({ ...level, causes: [elsewhere, cause({})] })).toBe('sale 536365');
    expect(reasonOf({ ...level, causes: [elsewhere] })).toBe('transfer out (transfer 4)');
  });

  it('says what a movement beside the level was, where no document is known', () => {
    const damage = cause({ kind: 'damage', type: null, id: null });
    const count = cause({ kind: 'cycle_count', type: 'note', id: '' });
    expect(reasonOf({ ...level, causes: [damage] })).toBe('damage');
    expect(reasonOf({ ...level, causes: [count] })).toBe('cycle count');
    expect(reasonOf({ ...level, causes: [damage, cause({})] })).toBe('sale 536365');
  });

  it('names the kind where no document is known, and nothing for a plain level', () => {
    expect(reasonOf({ ...level, kind: 'cycle_count' })).toBe('cycle count');
    expect(reasonOf(level)).toBeNull();
  });
});

describe('headline', () => {
  const line = { ...level, bucket: 'damaged', change: '2', op: 'update', row: ROW };

  it('says what moved, with its sign', () => {
    expect(headline({ ...line, reason: 'sale 1' } as unknown as LedgerLine)).toBe(
      'sale 1 changed damaged at leeds by +2',
    );
  });

  it('names the row where nobody named a reason', () => {
    expect(headline({ ...line, reason: null, change: '-2' } as unknown as LedgerLine)).toBe(
      'update of t 7/1 changed damaged at leeds by -2',
    );
  });
});
