import { formatQuantity, parseQuantity, wholeUnits, type Quantity } from '#domain';
import { decimalOf } from './decimal-of.js';

const ONE = wholeUnits(1);

/**
 * What expressions may do with quantities, in and out as decimal text. Sums and differences are exact;
 * a product, a quotient and a rounded text are the nearest with six decimals, halves away from zero.
 *
 * @throws RangeError when a value is no decimal, or the divisor is zero
 */
export const ARITHMETIC = {
  plus: (a: unknown, b: unknown) => formatQuantity(exact(a) + exact(b)),
  minus: (a: unknown, b: unknown) => formatQuantity(exact(a) - exact(b)),
  times: (a: unknown, b: unknown) => formatQuantity(nearest(exact(a) * exact(b), ONE)),
  dividedBy: (a: unknown, b: unknown) => formatQuantity(quotient(exact(a), exact(b))),
  smaller: (a: unknown, b: unknown) => formatQuantity(exact(a) < exact(b) ? exact(a) : exact(b)),
  larger: (a: unknown, b: unknown) => formatQuantity(exact(a) > exact(b) ? exact(a) : exact(b)),
  negate: (a: unknown) => formatQuantity(-exact(a)),
  absolute: (a: unknown) => formatQuantity(magnitude(exact(a))),
  rounded: (a: unknown) => formatQuantity(rounded(a)),
} as const;

export const isNegative = (a: unknown): boolean => exact(a) < 0n;
export const isZero = (a: unknown): boolean => exact(a) === 0n;

function exact(value: unknown): Quantity {
  const quantity = decimalOf(value);
  if (quantity !== undefined) return quantity;
  throw new RangeError(`${String(value)} is no decimal with up to six decimals`);
}

function quotient(dividend: Quantity, divisor: Quantity): Quantity {
  if (divisor === 0n) throw new RangeError(`${formatQuantity(dividend)} is divided by zero`);
  return nearest(dividend * ONE, divisor);
}

const LONG = /^\s*([+-]?\d+\.\d{6})(\d)\d*\s*$/;

/** A text with more decimals than a quantity has, such as one of a column DECIMAL(21, 9). */
function rounded(value: unknown): Quantity {
  const [, kept = '', next = ''] = typeof value === 'string' ? (LONG.exec(value) ?? []) : [];
  if (kept === '') return exact(value);
  const quantity = parseQuantity(kept) ?? 0n;
  if (next < '5') return quantity;
  return kept.startsWith('-') ? quantity - 1n : quantity + 1n;
}

function nearest(dividend: bigint, divisor: bigint): bigint {
  const [above, below] = [magnitude(dividend), magnitude(divisor)];
  const size = (2n * above + below) / (2n * below);
  return dividend < 0n === divisor < 0n ? size : -size;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
