import { parseQuantity, type Quantity } from '#domain';

/** Longer texts are no quantity of anything, and slow to read. */
const LONGEST = 100;
const WITH_EXPONENT = /^\s*([+-]?)(\d+)(?:\.(\d*))?[eE]([+-]?\d{1,2})\s*$/;

/**
 * A column's value as a quantity. Exact types come as text and stay exact, also where Java wrote them with
 * an exponent, such as 0E-10; a number with a fraction is a binary double, which holds 0.1 + 0.2 as
 * 0.30000000000000004, so it is rounded to the six decimals of a quantity here and nowhere else.
 *
 * @returns undefined when it is no decimal, or a text that needs more than six decimals
 */
export function decimalOf(value: unknown): Quantity | undefined {
  if (typeof value === 'number') {
    return parseQuantity(Number.isInteger(value) ? String(value) : value.toFixed(6));
  }
  if (typeof value === 'bigint') return parseQuantity(value.toString());
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  return parseQuantity(value) ?? parseQuantity(withoutExponent(value));
}

/** The same decimal with its point moved; what has no exponent stays as it is. */
function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = ''] = WITH_EXPONENT.exec(text) ?? [];
  if (exponent === '') return text;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, '0')}.${digits.slice(point)}`;
}
