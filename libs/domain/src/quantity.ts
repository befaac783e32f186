/** A stock quantity in millionths of the base unit of measure: exact, never a binary float. */
export type Quantity = bigint;

export const QUANTITY_SCALE = 6;
const MILLION = 10n ** BigInt(QUANTITY_SCALE);
const MILLION_UNITS = Number(MILLION);
const SHORT = /^\d{1,9}(?:\.\d{1,6})?$/;
/** by the number of decimals */
const FACTORS = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * Reads a plain decimal such as `12`, `-0.500` or `3.`.
 *
 * @returns undefined when the text is no plain decimal, or needs more than six decimals
 */
export function parseQuantity(text: string): Quantity | undefined {
  return parseShort(text) ?? parseAny(text);
}

/** Nearly all quantities are short and without a sign: their millionths fit into a safe number. */
function parseShort(text: string): Quantity | undefined {
  if (!SHORT.test(text)) return undefined;
  const point = text.indexOf('.');
  const digits = point < 0 ? text : text.slice(0, point) + text.slice(point + 1);
  const factor = FACTORS[digits.length - (point < 0 ? digits.length : point)];
  return factor === undefined ? undefined : BigInt(Number(digits) * factor);
}

function parseAny(text: string): Quantity | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > QUANTITY_SCALE) return undefined;
  const magnitude = BigInt(whole) * MILLION + BigInt(significant.padEnd(QUANTITY_SCALE, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

export const wholeUnits = (units: number): Quantity => BigInt(units) * MILLION;

/** From here on no table of ours holds sums of it: a thousand billion units. */
const TOO_LARGE = wholeUnits(1_000_000_000_000);

/** Whether it may be kept: below a thousand billion units, on either side of zero. */
export const isStorableQuantity = (quantity: Quantity): boolean =>
  quantity < TOO_LARGE && quantity > -TOO_LARGE;

/** Writes the shortest plain decimal: `12`, `-0.5`. */
export function formatQuantity(quantity: Quantity): string {
  const millionths = Number(quantity);
  if (Number.isSafeInteger(millionths) && millionths % MILLION_UNITS === 0) {
    return String(millionths / MILLION_UNITS);
  }
  const sign = quantity < 0n ? '-' : '';
  const magnitude = quantity < 0n ? -quantity : quantity;
  const fraction = (magnitude % MILLION)
    .toString()
    .padStart(QUANTITY_SCALE, '0')
    .replace(/0+$/, '');
  return `${sign}${magnitude / MILLION}${fraction ? `.${fraction}` : ''}`;
}

/** Whole units at or below the quantity; a negative quantity rounds away from zero. */
export function floorUnits(quantity: Quantity): number {
  const whole = quantity / MILLION;
  return Number(quantity < 0n && quantity % MILLION !== 0n ? whole - 1n : whole);
}
