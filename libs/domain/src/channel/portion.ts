const BASE = 10_000;

/** Most units that are counted one by one: up to here portions are exact. */
export const MOST_UNITS = 2 ** 39;

/** Whole units from 0 to `MOST_UNITS`, rounded up; what is no number counts as the most. */
export function unitsUp(amount: number): number {
  if (Number.isNaN(amount)) return MOST_UNITS;
  return Math.min(MOST_UNITS, Math.max(0, Math.ceil(amount)));
}

/** ⌊part · units⌋, exact for parts with four decimals. */
export const portionDown = (part: number, units: number): number =>
  Math.floor((tenThousandths(part) * units) / BASE);

/** ⌈part · units⌉, exact for parts with four decimals. */
export const portionUp = (part: number, units: number): number =>
  Math.ceil((tenThousandths(part) * units) / BASE);

const tenThousandths = (part: number): number =>
  Number.isNaN(part) ? 0 : Math.round(Math.min(1, Math.max(0, part)) * BASE);
