import type { Freshness } from '../terms.js';

/** What is known of a source's signs of life. Times in milliseconds since 1970. */
export interface SignsOfLife {
  /** when the newest heartbeat had travelled into our state; null: never */
  readonly heardAt: number | null;
  /** since when heartbeats have come without a gap beyond `lateAfterSeconds` */
  readonly aliveSince: number;
  /** how long that gap was, seconds; 0: there was none */
  readonly gapSeconds: number;
}

export interface FreshnessLimits {
  readonly lateAfterSeconds: number;
  readonly withholdAfterSeconds: number;
  /** how long heartbeats must have come again before the source counts as before */
  readonly recoverAfterSeconds: number;
}

export interface SourceFreshness {
  readonly freshness: Freshness;
  readonly silentSeconds: number;
}

/**
 * How far a source may be trusted. A quiet shop sends heartbeats and is fresh. Back from silence, a source
 * stays as bad as its gap was until it has proved itself for a while, so that numbers do not flicker.
 */
export function sourceFreshness(
  { heardAt, aliveSince, gapSeconds }: SignsOfLife,
  limits: FreshnessLimits,
  now: number,
): SourceFreshness {
  if (heardAt === null) return { freshness: 'fresh', silentSeconds: 0 };
  const silentSeconds = Math.max(0, now - heardAt) / 1000;
  const silent = stepOf(silentSeconds, limits);
  if (silent !== 'fresh') return { freshness: silent, silentSeconds };
  const isProving = now - aliveSince < limits.recoverAfterSeconds * 1000;
  if (!isProving) return { freshness: 'fresh', silentSeconds };
  return { freshness: stepOf(gapSeconds, limits), silentSeconds };
}

function stepOf(seconds: number, limits: FreshnessLimits): Freshness {
  if (seconds > limits.withholdAfterSeconds) return 'withheld';
  return seconds > limits.lateAfterSeconds ? 'late' : 'fresh';
}

/** Seconds in steps that double, rounded up, so that an age changes numbers rarely and never too little. */
export function ageStep(seconds: number): number {
  if (!(seconds > 0)) return 0;
  return 2 ** Math.ceil(Math.log2(Math.max(1, seconds)));
}
