import type { ChannelTerms } from '../terms.js';

/** Fewer samples than this say nothing. */
const FEWEST_SAMPLES = 20;

/** Lag of a channel that was never measured. */
export const ASSUMED_LAG: ChannelTerms = { lagSeconds: 8, lagDeviationSeconds: 2 };

/** A standard normal's 95th percentile. */
const P95 = 1.645;

/**
 * A channel's lag from recent samples of source commit → acknowledged, in seconds, as steps of powers of
 * two: up at once, down only when the new measure lies a fifth below the next lower step, so that numbers
 * do not flicker. Too few samples leave what was known.
 */
export function measuredLag(
  samples: readonly number[],
  previous: ChannelTerms = ASSUMED_LAG,
): ChannelTerms {
  const sorted = samples.filter((seconds) => seconds >= 0 && Number.isFinite(seconds));
  if (sorted.length < FEWEST_SAMPLES) return previous;
  sorted.sort((a, b) => a - b);
  const p95 = nearestRank(sorted, 0.95);
  const deviation = (p95 - nearestRank(sorted, 0.5)) / P95;
  return {
    lagSeconds: stepped(p95, previous.lagSeconds),
    lagDeviationSeconds: stepped(deviation, previous.lagDeviationSeconds),
  };
}

const nearestRank = (sorted: readonly number[], part: number): number =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;

const MOST_DOUBLINGS = 17;

/** The next power of two from 1 second to 36 hours. */
const stepAbove = (seconds: number): number =>
  2 ** Math.min(MOST_DOUBLINGS, Math.max(0, Math.ceil(Math.log2(Math.max(seconds, 1)))));

function stepped(seconds: number, previous: number): number {
  const step = stepAbove(seconds);
  if (step >= previous) return step;
  return stepAbove(seconds / 0.8) < previous ? stepAbove(seconds / 0.8) : previous;
}
