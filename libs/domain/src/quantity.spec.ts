import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorUnits, formatQuantity, parseQuantity } from './quantity.js';
import { RUNS } from '../../../test/support/property-runs.js';

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

  it('reads a number alike however it is written', () => {
    const quantities = fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.bigInt(0n, 5_000_000n));
    fc.assert(
      fc.property(quantities, fc.nat(12), fc.nat(3), (quantity, more, leading) => {
        const whole = `${quantity / 1_000_000n}`;
        const decimals = `${quantity % 1_000_000n}`.padStart(6, '0');
        const text = `${'0'.repeat(leading)}${whole}.${decimals}${'0'.repeat(more)}`;
        expect(parseQuantity(text)).toBe(quantity);
        expect(parseQuantity(`+${text}`)).toBe(quantity);
        expect(parseQuantity(`-${text}`)).toBe(-quantity);
      }),
      { numRuns: RUNS },
    );
  });

  it('writes what it reads', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (quantity) => {
        expect(parseQuantity(formatQuantity(quantity))).toBe(quantity);
      }),
      { numRuns: RUNS },
    );
  });
});
