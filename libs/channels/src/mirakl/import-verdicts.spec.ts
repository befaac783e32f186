import { describe, expect, it } from 'vitest';
import type { ListingRow } from '../port/listing-row.js';
import type { ImportState } from './answers.js';
import { importVerdicts } from './import-verdicts.js';

const ROWS = ['CUP-1', 'CUP-2', 'CUP-3'].map((sku): ListingRow => ({
  sku,
  quantity: 1,
  version: 1,
  shown: null,
  ids: {},
  leadTimeDays: null,
  offer: null,
}));
const WRONG = { sku: 'CUP-2', reason: 'no such offer' };
const REJECTED = { outcome: 'rejected', code: 'import_error', reason: 'no such offer' };
const APPLIED = { outcome: 'applied' };

const stateOf = (changes: Partial<ImportState>): ImportState => ({
  status: 'COMPLETE',
  has_error_report: true,
  ...changes,
});
const outcomes = (changes: Partial<ImportState>, report = [WRONG]) =>
  importVerdicts(ROWS, stateOf(changes), report).map(({ outcome }) => outcome);

describe('importVerdicts', () => {
  it('rejects what the report names, with its first words, and takes the rest for applied', () => {
    const report = [WRONG, { sku: 'CUP-2', reason: 'and more' }];

    expect(importVerdicts(ROWS, stateOf({}), report)).toEqual([APPLIED, REJECTED, APPLIED]);
  });

  it.each([
    ['no counts', {}],
    ['counts that are null', { lines_in_error: null, lines_in_success: null }],
    ['counts that fit', { lines_in_error: 1, lines_in_success: 2 }],
  ])('believes %s', (_, counts) => {
    expect(outcomes(counts)).toEqual(['applied', 'rejected', 'applied']);
  });

  it.each([
    ['more lines in error than are named', { lines_in_error: 2 }, [WRONG]],
    ['fewer lines in success than are left', { lines_in_success: 1 }, [WRONG]],
    ['a line that was not sent', {}, [WRONG, { sku: 'cup-1', reason: 'no such offer' }]],
    ['that it failed', { status: 'FAILED' }, [WRONG]],
  ])('knows of no other row when it is told of %s', (_, changes, report) => {
    expect(outcomes(changes, report)).toEqual(['unknown', 'rejected', 'unknown']);
  });

  it('knows of no row when lines are in error and none is named', () => {
    expect(outcomes({ has_error_report: false, lines_in_error: 1 }, [])).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it('cuts endless words', () => {
    const [, verdict] = importVerdicts(ROWS, stateOf({}), [{ ...WRONG, reason: 'x'.repeat(999) }]);

    expect(verdict).toMatchObject({ outcome: 'rejected', reason: 'x'.repeat(300) });
  });
});
