import { parseQuantity, type Quantity } from '#domain';

/**
 * A column's value as a quantity. Exact types come as text and stay exact; a number with a fraction is a
 * binary double, which holds 0.1 + 0.2 as 0.30000000000000004, so it is rounded to the six decimals of a
 * quantity here and nowhere else.
 *
 * @returns undefined when it is no plain decimal, or a text that needs more than six decimals
 */
export function decimalOf(value: unknown): Quantity | undefined {
  const isDouble = typeof value === 'number' && !Number.isInteger(value);
  return parseQuantity(isDouble ? value.toFixed(6) : String(value));
}
