import { BUCKETS, type Bucket } from './bucket.js';
import type { Quantity } from './quantity.js';
import type { LocationTerms, StandingSource } from './terms.js';

/** What one source says of one item at one location. */
export interface SourcePosition {
  readonly location: string;
  readonly source: string;
  readonly buckets: Readonly<Record<Bucket, Quantity>>;
  /** when its newest change was committed, or taken in by us if the source's clock is ahead; UTC ISO 8601 */
  readonly recordedAt: string;
}

/**
 * What counts of one item at each location: the position of the source that stands there, under its name.
 * A location whose standing source says nothing of the item has nothing of it, whatever others say.
 *
 * @param positions every position of one item
 */
export function standingPositions<P extends SourcePosition>(
  positions: readonly P[],
  terms: Readonly<Record<string, LocationTerms | undefined>>,
): readonly P[] {
  const locations = new Set(positions.map(({ location }) => location));
  return [...locations].flatMap((location) => {
    const own = positions.filter((position) => position.location === location);
    const rule = terms[location];
    return rule ? (standingAt(own, rule) ?? []) : [];
  });
}

function standingAt<P extends SourcePosition>(
  positions: readonly P[],
  { source, peers = [], buckets = {} }: LocationTerms,
): P | undefined {
  if (source === null) return undefined;
  const newest = newestOf(positions, { source, peers });
  const exceptions = BUCKETS.filter((bucket) => buckets[bucket]);
  if (!newest || exceptions.length === 0) return newest && { ...newest, source };
  const others = exceptions.map((bucket) => {
    const standing = buckets[bucket];
    const position = standing && newestOf(positions, standing);
    return [bucket, position?.buckets[bucket] ?? 0n] as const;
  });
  return { ...newest, source, buckets: { ...newest.buckets, ...Object.fromEntries(others) } };
}

/** Of one rank the newest word counts; of equally new ones that of the first name. */
function newestOf<P extends SourcePosition>(
  positions: readonly P[],
  { source, peers }: StandingSource,
): P | undefined {
  const entitled = positions.filter((one) => one.source === source || peers.includes(one.source));
  return entitled.reduce<P | undefined>(
    (best, one) => (best && !isNewer(one, best) ? best : one),
    undefined,
  );
}

const isNewer = (one: SourcePosition, other: SourcePosition): boolean =>
  one.recordedAt === other.recordedAt
    ? one.source < other.source
    : one.recordedAt > other.recordedAt;

/** By how much a source that does not count differs from the one that does. */
export interface Variance {
  readonly location: string;
  readonly source: string;
  readonly bucket: Bucket;
  /** what it says less what counts */
  readonly by: Quantity;
}

/** Every source's difference from what counts, for reconciliation; agreement is left out. */
export function variances(
  positions: readonly SourcePosition[],
  standing: readonly SourcePosition[],
): readonly Variance[] {
  return positions.flatMap(({ location, source, buckets }) => {
    const counts = standing.find((one) => one.location === location);
    if (!counts) return [];
    return BUCKETS.flatMap((bucket) => {
      const by = buckets[bucket] - counts.buckets[bucket];
      return by === 0n ? [] : [{ location, source, bucket, by }];
    });
  });
}
