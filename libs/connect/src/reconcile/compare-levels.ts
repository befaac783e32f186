import type { Bucket, Quantity } from '#domain';
import type { LocationOf } from '#mapping';

/** One bucket of an item at a location. */
export interface LevelPlace {
  readonly sku: string;
  readonly location: string;
  readonly bucket: Bucket;
}

/** What is in stock there; `location` of a source's own level is what the source calls it. */
export interface Level extends LevelPlace {
  readonly quantity: Quantity;
}

export interface Difference extends LevelPlace {
  /** null: no row says anything of it */
  readonly folded: Quantity | null;
  /** null: the source does not list it */
  readonly stated: Quantity | null;
}

export interface Comparison {
  readonly equal: number;
  readonly differences: readonly Difference[];
  /** what the source calls places that the policy has no location for → levels there */
  readonly unnamed: Readonly<Record<string, number>>;
}

/**
 * Positions against what the source itself says. Only buckets that the source states are compared; nothing
 * and zero are the same.
 */
export function compareLevels(
  positions: Iterable<Level>,
  levels: readonly Level[],
  locationOf: LocationOf,
): Comparison {
  const unnamed: Record<string, number> = {};
  const compared = new Map<string, Difference>();
  for (const level of levels) {
    const location = locationOf(level.location);
    if (location === undefined) {
      unnamed[level.location] = (unnamed[level.location] ?? 0) + 1;
      continue;
    }
    const place = { ...level, location };
    const before = compared.get(placeId(place));
    const stated = (before?.stated ?? 0n) + level.quantity;
    compared.set(placeId(place), { ...withoutQuantity(place), folded: null, stated });
  }
  const stating = new Set(levels.map(({ bucket }) => bucket));
  for (const position of positions) {
    if (!stating.has(position.bucket)) continue;
    const before = compared.get(placeId(position));
    const { quantity: folded } = position;
    compared.set(placeId(position), {
      ...withoutQuantity(position),
      folded,
      stated: before?.stated ?? null,
    });
  }
  const all = [...compared.values()];
  const differences = all.filter(({ folded, stated }) => (folded ?? 0n) !== (stated ?? 0n));
  return { equal: all.length - differences.length, differences: inOrder(differences), unnamed };
}

export const placeId = ({ sku, location, bucket }: LevelPlace): string =>
  JSON.stringify([sku, location, bucket]);

const withoutQuantity = ({ sku, location, bucket }: LevelPlace): LevelPlace => ({
  sku,
  location,
  bucket,
});

/** The largest first: what a person looks at first. */
const inOrder = (differences: readonly Difference[]): Difference[] =>
  differences.toSorted((one, other) => compare(sizeOf(other), sizeOf(one)));

const compare = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

function sizeOf({ folded, stated }: Difference): Quantity {
  const by = (folded ?? 0n) - (stated ?? 0n);
  return by < 0n ? -by : by;
}
