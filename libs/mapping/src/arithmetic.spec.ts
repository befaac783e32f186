import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileExpression } from './expression.js';

const value = (source: string, row: Record<string, unknown> = {}): unknown =>
  compileExpression(source)({ row });

describe('quantities in expressions', () => {
  it.each([
    ['a case of twelve', 'times(row.cases, 12)', { cases: '2.5' }, '30'],
    ['units as cases', 'dividedBy(row.units, 12)', { units: 30 }, '2.5'],
    ['grams, negative', "dividedBy(row.grams, '1000')", { grams: '-250.5' }, '-0.2505'],
    ['a third, to the nearest', 'dividedBy(2, 3)', {}, '0.666667'],
    ['a negative third', 'dividedBy(-2, 3)', {}, '-0.666667'],
    ['half of the last place', "times('0.000001', '0.5')", {}, '0.000001'],
    ['the smaller', 'smaller(row.a, row.b)', { a: '-1', b: 3 }, '-1'],
    ['never below nothing', 'larger(row.a, 0)', { a: '-1.5' }, '0'],
    ['a text with nine decimals', 'rounded(row.a)', { a: '0.333333333' }, '0.333333'],
    ['the same, negative, rounded up', 'rounded(row.a)', { a: '-0.6666665' }, '-0.666667'],
    ['a short text, rounded', 'rounded(row.a)', { a: '3.50' }, '3.5'],
    ['the sum of two doubles', 'absolute(row.a)', { a: -0.30000000000000004 }, '0.3'],
    ['less than a millionth', 'negate(row.a)', { a: 4e-10 }, '0'],
  ])('%s', (_, source, row, expected) => {
    expect(value(source, row)).toBe(expected);
  });

  it.each([
    ["plus('0.3333333', 1)", 'no decimal with up to six decimals'],
    ['dividedBy(1, 0)', 'divided by zero'],
    ["times('three', 4)", 'no decimal'],
  ])('%s has no answer', (source, problem) => {
    expect(() => value(source)).toThrow(problem);
  });

  it('takes a whole number of packs apart and together again', () => {
    const counts = [
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.integer({ min: 1, max: 1000 }),
    ] as const;
    fc.assert(
      fc.property(...counts, (packs, size) => {
        expect(value(`dividedBy(times(row.packs, ${size}), ${size})`, { packs })).toBe(`${packs}`);
      }),
    );
  });
});
