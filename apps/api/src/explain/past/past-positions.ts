import { BUCKETS, formatQuantity, PHYSICAL_BUCKETS, type SourcePosition } from '#domain';
import { iso } from '../../format/instants.js';
import type { Explain } from '../explain.schema.js';
import type { Stated } from '../read-stated.js';
import type { PlaceSumRow } from './moment.queries.js';

type Position = Explain['positions'][number];

/** Positions of a past version, as they are told. */
export const toPastPositions = (
  positions: readonly SourcePosition[],
  sums: readonly PlaceSumRow[],
  { ofPlace }: Stated,
): Position[] =>
  positions.map((position) => ({
    location: position.location,
    source: position.source,
    onHand: formatQuantity(
      PHYSICAL_BUCKETS.reduce((sum, bucket) => sum + position.buckets[bucket], 0n),
    ),
    buckets: Object.fromEntries(
      BUCKETS.map((bucket) => [bucket, formatQuantity(position.buckets[bucket])]),
    ) as Position['buckets'],
    hubVersion: null,
    updatedAt: iso(updatedAt(position, sums)),
    since: ofPlace(position),
  }));

const updatedAt = ({ location, source }: SourcePosition, sums: readonly PlaceSumRow[]): Date =>
  sums
    .filter((row) => row.location === location && row.source === source)
    .reduce((newest, row) => (row.updated_at > newest ? row.updated_at : newest), new Date(0));
