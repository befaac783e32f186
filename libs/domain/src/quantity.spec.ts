import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorUnits, formatQuantity, parseQuantity } from './quantity.js';

describe('quantity', () => {
  it('reads plain decimals exactly', () => {
    expect(parseQuantity('12.500')).toBe(12_500_000n);
    expect(parseQuantity('-0.1')).toBe(-100_000n);
    expect(parseQuantity('9007199254740993')).toBe(9007199254740993_000000n);
  });

  it('refuses what it cannot hold exactly', () => {
    for (const text of ['', 'NaN', '1e3', '0.1234567', '0x10', '1,5', '--1']) {
      expect(parseQuantity(text)).toBeUndefined();
    }
  });

  it('rounds down when published', () => {
    expect(floorUnits(2_999_999n)).toBe(2);
    expect(floorUnits(-1n)).toBe(-1);
    expect(floorUnits(-2_000_000n)).toBe(-2);
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (quantity) => {
        expect(parseQuantity(formatQuantity(quantity))).toBe(quantity);
      }),
      { numRuns: 1000 },
    );
  });
});
