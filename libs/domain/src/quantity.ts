/** A stock quantity in millionths of the base unit of measure: exact, never a binary float. */
export type Quantity = bigint;

export const QUANTITY_SCALE = 6;
const MILLION = 10n ** BigInt(QUANTITY_SCALE);
const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/**
 * Reads a plain decimal such as `12`, `-0.500` or `3.`.
 *
 * @returns undefined when the text is no plain decimal, or needs more than six decimals
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = DECIMAL.exec(text.trim());
  if (!match) return undefined;
  const [, sign, whole = '0', fraction = ''] = match;
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > QUANTITY_SCALE) return undefined;
  const magnitude = BigInt(whole) * MILLION + BigInt(significant.padEnd(QUANTITY_SCALE, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

/** Writes the shortest plain decimal: `12`, `-0.5`. */
export function formatQuantity(quantity: Quantity): string {
  const sign = quantity < 0n ? '-' : '';
  const magnitude = quantity < 0n ? -quantity : quantity;
  const fraction = (magnitude % MILLION)
    .toString()
    .padStart(QUANTITY_SCALE, '0')
    .replace(/0+$/, '');
  return `${sign}${magnitude / MILLION}${fraction ? `.${fraction}` : ''}`;
}

export const wholeUnits = (units: number): Quantity => BigInt(units) * MILLION;

/** Whole units at or below the quantity; a negative quantity rounds away from zero. */
export function floorUnits(quantity: Quantity): number {
  const whole = quantity / MILLION;
  return Number(quantity < 0n && quantity % MILLION !== 0n ? whole - 1n : whole);
}
