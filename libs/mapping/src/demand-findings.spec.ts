import { describe, expect, it } from 'vitest';
import { demandFindings } from './demand-findings.js';

const rule = (over: Record<string, unknown>) => ({ name: 'r', kind: 'sale', ...over });
const pack = (tables: Record<string, unknown>) => ({ tables });

describe('demandFindings', () => {
  it('lets one table say how many units were sold, and others name the sale', () => {
    const content = pack({
      movements: { role: 'ledger', rules: [rule({ bucket: 'available_base', quantity: 'row.n' })] },
      lines: { role: 'annotate', rules: [rule({})] },
      levels: { role: 'state', rules: [rule({ bucket: 'available_base', quantity: 'row.n' })] },
    });
    expect(demandFindings(content)).toEqual([]);
  });

  it('finds a second table that states them, by a fixed kind or by an expression', () => {
    const kind = { cel: "row.n < 0 ? 'return' : 'sale'" };
    const content = pack({
      movements: { role: 'ledger', rules: [rule({ kind: 'damage' }), rule({ quantity: 'row.n' })] },
      lines: { role: 'annotate', rules: [rule({ kind, quantity: 'row.n' })] },
    });
    expect(demandFindings(content)).toMatchObject([
      {
        path: ['tables', 'lines', 'rules', 0, 'quantity'],
        expected: 'sales to be told by one table; movements already does',
      },
    ]);
  });

  it('expects any shape', () => {
    for (const content of [null, 7, [], { tables: 'x' }, { tables: { a: { rules: [null] } } }]) {
      expect(demandFindings(content)).toEqual([]);
    }
  });
});
