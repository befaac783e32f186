/** How many of a million gaps may be mistaken for an outage. */
const ODDS = 1e-6;
/** The tail begins here. */
const TAIL = 0.01;
/** Where changes come by chance alone (a Poisson process), gaps are exponential with mean 1. */
const TAIL_BY_CHANCE = Math.log(1 / TAIL);
/** Gaps beyond the tail's beginning that speak for chance, until enough were seen. */
const PRIOR_GAPS = 20;

/** Missed minutes that one gap in a million reaches where changes come by chance: 13.8. */
export const UNLIKELY_BY_CHANCE = Math.log(1 / ODDS);
/** Longer gaps are taken for outages, and not for what is usual. */
export const LONGEST_LEARNT = 3 * UNLIKELY_BY_CHANCE;

/**
 * Missed minutes after which a silence is not chance any more: beyond the gap that one of a hundred
 * reaches, gaps are taken to thin out exponentially, as steeply as those beyond it have done (peaks over
 * threshold). Never below what chance alone would ask for.
 *
 * @param gaps each as the number of active minutes that would usually have been in it, so that gaps of busy
 * and of slow hours compare
 */
export function unlikelyGap(gaps: readonly number[]): number {
  const sorted = gaps.toSorted((a, b) => a - b);
  const start = Math.max(TAIL_BY_CHANCE, sorted[Math.floor(sorted.length * (1 - TAIL))] ?? 0);
  const beyond = sorted.filter((gap) => gap > start);
  const excess = beyond.reduce((sum, gap) => sum + gap - start, 0);
  const meanExcess = (excess + PRIOR_GAPS) / (beyond.length + PRIOR_GAPS);
  return Math.max(UNLIKELY_BY_CHANCE, start + meanExcess * Math.log(TAIL / ODDS));
}
