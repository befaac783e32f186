import type { Bucket } from './bucket.js';
import { ageStep, type SourceFreshness } from './staleness/source-freshness.js';
import type { Freshness, LocationTerms, StandingSource } from './terms.js';

/** Sources of a location, best first; those in one list are of the same rank. */
export type Ranks = readonly (readonly string[])[];

export interface Precedence {
  readonly ranks: Ranks;
  /** for buckets that others know better */
  readonly buckets: Readonly<Partial<Record<Bucket, Ranks>>>;
}

export interface SourceState extends SourceFreshness {
  /** false: something was lost, and no snapshot has repaired it yet */
  readonly verified: boolean;
}

type States = Readonly<Record<string, SourceState | undefined>>;

const UNKNOWN: SourceState = { freshness: 'fresh', silentSeconds: 0, verified: true };
const WORSE: Readonly<Record<Freshness, number>> = { fresh: 0, late: 1, withheld: 2 };

/**
 * Whose position counts at a location: the highest rank with a source that is fresh and verified. Where no
 * rank has one, the least bad, the higher one of equals, and the terms say how bad it is.
 */
export function locationTerms({ ranks, buckets }: Precedence, states: States): LocationTerms {
  const best = bestOf(ranks, states);
  if (!best) {
    return { source: null, degraded: false, freshness: 'fresh', verified: true, ageSeconds: 0 };
  }
  const { freshness, silentSeconds, verified } = stateOf(best.source, states);
  const others = Object.entries(buckets).flatMap(([bucket, own]) => {
    const standing = own && bestOf(own, states);
    return standing ? [[bucket, { source: standing.source, peers: standing.peers }] as const] : [];
  });
  return {
    source: best.source,
    ...(best.peers.length > 0 ? { peers: best.peers } : {}),
    ...(others.length > 0 ? { buckets: Object.fromEntries(others) } : {}),
    degraded: best.rank > 0,
    freshness,
    verified,
    ageSeconds: freshness === 'fresh' ? 0 : ageStep(silentSeconds),
  };
}

interface Standing extends StandingSource {
  readonly rank: number;
}

function bestOf(ranks: Ranks, states: States): Standing | undefined {
  let best: Standing | undefined;
  let badness = Number.POSITIVE_INFINITY;
  ranks.forEach((sources, rank) => {
    const worst = Math.min(...sources.map((source) => badnessOf(source, states)));
    if (worst >= badness) return;
    const [source, ...peers] = sources.filter((one) => badnessOf(one, states) === worst);
    if (source === undefined) return;
    badness = worst;
    best = { source, peers, rank };
  });
  return best;
}

/** An unverified source is worse than any silent one: its rows may be wrong, not only old. */
function badnessOf(source: string, states: States): number {
  const { freshness, verified } = stateOf(source, states);
  return WORSE[freshness] + (verified ? 0 : 10);
}

/** The worse of the two; of equals, the one that has been silent for longer. */
export function worseFreshness(
  { freshness = 'fresh', silentSeconds = 0 }: Partial<SourceFreshness>,
  other: SourceFreshness,
): SourceFreshness {
  const by = WORSE[other.freshness] - WORSE[freshness];
  const isOther = by > 0 || (by === 0 && other.silentSeconds > silentSeconds);
  return isOther ? other : { freshness, silentSeconds };
}

const stateOf = (source: string, states: States): SourceState => states[source] ?? UNKNOWN;
