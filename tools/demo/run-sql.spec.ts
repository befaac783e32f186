import { describe, expect, it } from 'vitest';
import { formatAnswer } from './run-sql.js';

describe('formatAnswer', () => {
  it('lines up columns under their names', () => {
    const rows = [
      { item_id: 1, quantity: '12.000' },
      { item_id: 1841, quantity: null },
    ];

    expect(formatAnswer({ rows, written: undefined })).toBe(
      'item_id  quantity\n1        12.000\n1841     NULL',
    );
  });

  it('tells how many rows a statement wrote', () => {
    expect(formatAnswer({ rows: [], written: 1 })).toBe('1 row written');
    expect(formatAnswer({ rows: [], written: 0 })).toBe('0 rows written');
  });

  it('tells that a query found nothing', () => {
    expect(formatAnswer({ rows: [], written: undefined })).toBe('no rows');
  });
});
