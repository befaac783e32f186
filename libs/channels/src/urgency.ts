/** What hurts most comes first; 0 is the most urgent. */
export const URGENCIES = [
  'to_zero',
  'low_and_falling',
  'back_in_stock',
  'large_change',
  'rest',
] as const;
export type Urgency = (typeof URGENCIES)[number];

const LOW_UNITS = 5;
const LARGE_SHARE = 0.5;

/**
 * @param shown what the marketplace shows now; null when it was never told
 * @param desired what it should show
 */
export function urgencyOf(shown: number | null, desired: number): Urgency {
  if (desired === 0) return 'to_zero';
  if (shown === null) return 'rest';
  if (desired < shown && desired <= LOW_UNITS) return 'low_and_falling';
  if (shown === 0) return 'back_in_stock';
  return Math.abs(desired - shown) >= shown * LARGE_SHARE ? 'large_change' : 'rest';
}
