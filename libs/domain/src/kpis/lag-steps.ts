/** So many steps lead from one second to five minutes, which so ends a step. */
const STEPS_TO_LIMIT = 60;
export const LIMIT_SECONDS = 300;
const PER_STEP = LIMIT_SECONDS ** (1 / STEPS_TO_LIMIT);

/** Shorter lags count as 10 ms, longer ones as two weeks. */
const FEWEST = -48;
const MOST = 148;

/** What lags are counted by: the numbers of sketches that are merged by adding counts. */
export const LAG_STEPS = {
  perLimit: STEPS_TO_LIMIT,
  limitSeconds: LIMIT_SECONDS,
  fewest: FEWEST,
  most: MOST,
} as const;

/** The step that a lag falls into; each is a tenth longer than the one before. */
export function lagStep(seconds: number): number {
  if (!(seconds > 0)) return FEWEST;
  const step = Math.ceil((STEPS_TO_LIMIT * Math.log(seconds)) / Math.log(LIMIT_SECONDS));
  return Math.min(MOST, Math.max(FEWEST, step));
}

/**
 * The lag that a part of all lags does not exceed, in seconds: off by 5 % at most, since it is told as the
 * middle of its step.
 *
 * @param counts lags by step, as text
 * @param part from 0 to 1
 * @returns null without lags
 */
export function lagQuantile(counts: ReadonlyMap<string, number>, part: number): number | null {
  const steps = [...counts]
    .map(([step, count]) => [Number(step), count] as const)
    .sort(([a], [b]) => a - b);
  const total = steps.reduce((sum, [, count]) => sum + count, 0);
  if (total <= 0) return null;
  const wanted = Math.max(1, Math.ceil(part * total));
  let reached = 0;
  for (const [step, count] of steps) {
    reached += count;
    if (reached >= wanted) return middleOf(step);
  }
  return null;
}

/** The part of lags that are no longer than five minutes; null without lags. */
export function partWithinLimit(counts: ReadonlyMap<string, number>): number | null {
  let within = 0;
  let total = 0;
  for (const [step, count] of counts) {
    total += count;
    if (Number(step) <= STEPS_TO_LIMIT) within += count;
  }
  return total > 0 ? within / total : null;
}

const middleOf = (step: number): number => (2 * PER_STEP ** step) / (1 + PER_STEP);
