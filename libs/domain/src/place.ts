import type { Bucket } from './bucket.js';
import type { Quantity } from './quantity.js';

/** Where stock lies: a bucket at a location. */
export interface Place {
  readonly location: string;
  readonly bucket: Bucket;
}

export const samePlace = (one: Place, other: Place): boolean =>
  one.location === other.location && one.bucket === other.bucket;

/** By location, then bucket: one order for what is kept, however it came about. */
export const byPlace = (one: Place, other: Place): number =>
  compareText(one.location, other.location) || compareText(one.bucket, other.bucket);

const compareText = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

/** Each place once, in the order in which they come first. */
export function distinctPlaces(places: readonly Place[]): readonly Place[] {
  return places.filter(
    (place, index) => places.findIndex((other) => samePlace(place, other)) === index,
  );
}

/** A place rises or falls by so much. */
export interface Move extends Place {
  readonly by: Quantity;
}

/** One move for each place; those that cancel out are gone. */
export function sumMoves(moves: readonly Move[]): readonly Move[] {
  return distinctPlaces(moves).flatMap(({ location, bucket }) => {
    const own = moves.filter((move) => samePlace(move, { location, bucket }));
    const by = own.reduce((sum, move) => sum + move.by, 0n);
    return by === 0n ? [] : [{ location, bucket, by }];
  });
}
