import {
  formatQuantity,
  standingPositions,
  variances,
  type SourcePosition,
  type Terms,
} from '#domain';
import type { Db } from '../database/read-database.js';
import { positionsOf } from '../items/position.queries.js';
import type { Explain } from './explain.schema.js';
import { toSourcePosition } from './read-item-state.js';

/** What the sources that do not count say otherwise, by location, source and bucket. */
export async function readVariances(
  db: Db,
  { partition, sku }: { readonly partition: number; readonly sku: string },
  { locations }: Pick<Terms, 'locations'>,
): Promise<Explain['variances']> {
  const positions = (await positionsOf(db, partition, sku)).map(toSourcePosition);
  return variancesOf(positions, locations);
}

export const variancesOf = (
  positions: readonly SourcePosition[],
  locations: Terms['locations'],
): Explain['variances'] =>
  variances(positions, standingPositions(positions, locations)).map(({ by, ...of }) => ({
    ...of,
    by: formatQuantity(by),
  }));
