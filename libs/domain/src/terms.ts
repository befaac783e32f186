import type { Bucket } from './bucket.js';

/**
 * What a location's stock is worth now. `fresh`: counts as it is; `late`: counts with a larger buffer;
 * `withheld`: counts for nobody but the retailer's own channels.
 */
export type Freshness = 'fresh' | 'late' | 'withheld';

/** Whose word counts, and whose counts as much. */
export interface StandingSource {
  readonly source: string;
  readonly peers: readonly string[];
}

export interface LocationTerms {
  /** whose position counts; null: no source of the location is known */
  readonly source: string | null;
  /** sources of the same rank that are as good: of them and `source`, the newest word counts */
  readonly peers?: readonly string[];
  /** buckets for which others count */
  readonly buckets?: Readonly<Partial<Record<Bucket, StandingSource>>>;
  /** a source of lower precedence stands in for a silent one */
  readonly degraded: boolean;
  readonly freshness: Freshness;
  /** false: its rows may be wrong until a snapshot has repaired them, so nothing of it is sold (promise I10) */
  readonly verified: boolean;
  /** how far the location may lie behind its source, seconds, in steps */
  readonly ageSeconds: number;
}

export interface ChannelTerms {
  /** p95 of source commit → acknowledged by the channel, seconds, in steps */
  readonly lagSeconds: number;
  readonly lagDeviationSeconds: number;
  /**
   * For how long another channel that sells from the same locations has not taken any number, seconds, in
   * steps; left out: none is silent
   */
  readonly othersSeconds?: number;
}

/** What numbers follow from beside policy and stock. Changes with time; every state has a version. */
export interface Terms {
  readonly version: string;
  readonly locations: Readonly<Record<string, LocationTerms>>;
  readonly channels: Readonly<Record<string, ChannelTerms>>;
}
