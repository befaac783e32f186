import type { Bucket } from './bucket.js';
import {
  locationTerms,
  worseFreshness,
  type Precedence,
  type SourceState,
} from './source-precedence.js';
import type { SourceFreshness } from './staleness/source-freshness.js';
import type { LocationTerms } from './terms.js';

/** A location as it is declared: the source whose word counts, and those that stand in for it. */
export interface DeclaredLocation {
  readonly source: string;
  /** best first; `sameRank`: it counts as much as the one before it */
  readonly fallbacks: readonly { readonly source: string; readonly sameRank: boolean }[];
  /** sources that know a bucket better, best first */
  readonly precedence: Readonly<Partial<Record<Bucket, readonly string[]>>>;
}

type States = Readonly<Record<string, SourceState>>;

/** Sources that live, and of which one location has not been heard, by location and source. */
export type SilentPlaces = Readonly<Record<string, Readonly<Record<string, SourceFreshness>>>>;

/** The terms of every location, as its sources are now. */
export const termsOfLocations = (
  locations: Readonly<Record<string, DeclaredLocation>>,
  states: States,
  silent: SilentPlaces = {},
): Readonly<Record<string, LocationTerms>> =>
  Object.fromEntries(
    Object.entries(locations).map(([id, location]) => [
      id,
      locationTerms(precedenceOf(location), statesAt(states, silent[id] ?? {})),
    ]),
  );

/** A source counts at a location as the worse of what is known of it and what is known of it there. */
const statesAt = (states: States, silent: SilentPlaces[string]): States => ({
  ...states,
  ...Object.fromEntries(
    Object.entries(silent).map(([source, there]) => {
      const { verified = true, ...known } = states[source] ?? {};
      return [source, { ...worseFreshness(known, there), verified }];
    }),
  ),
});

function precedenceOf({ source, fallbacks, precedence }: DeclaredLocation): Precedence {
  const ranks: string[][] = [[source]];
  for (const { source: other, sameRank } of fallbacks) {
    if (sameRank) ranks.at(-1)?.push(other);
    else ranks.push([other]);
  }
  const buckets = Object.entries(precedence).map(
    ([bucket, sources]) => [bucket, sources.map((one) => [one])] as const,
  );
  return { ranks, buckets: Object.fromEntries(buckets) };
}
