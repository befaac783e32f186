import {
  standingPositions,
  type LocationStock,
  type LocationTerms,
  type Quantity,
  type Terms,
} from '#domain';
import type { Position } from './stock-state.js';

/** What claims hold of one item, by location; a location that is missing has none. */
export type ClaimedUnits = ReadonlyMap<string, Quantity>;

/** Whether what a source says of a location's sellable stock is what counts there now. */
export function isAuthority({ locations }: Terms, location: string, source: string): boolean {
  const rule = locations[location];
  const standing = rule?.buckets?.available_base ?? rule;
  if (!standing) return false;
  return standing.source === source || (standing.peers ?? []).includes(source);
}

/** A location that is withheld or unverified counts for nobody (promise I10). */
export const isSellable = (location: LocationTerms | undefined): boolean =>
  location !== undefined && location.verified && location.freshness !== 'withheld';

/**
 * What counts for one item at each location that counts at all, and what claims hold of it.
 *
 * @param positions every position of one item; at each location only the standing source counts
 */
export const countedStock = (
  { locations }: Terms,
  positions: readonly Position[],
  claimed: ClaimedUnits | undefined,
): readonly LocationStock[] =>
  standingPositions(positions, locations)
    .filter(({ location }) => isSellable(locations[location]))
    .map(({ location, buckets }) => ({
      location,
      availableBase: buckets.available_base,
      claimed: claimed?.get(location) ?? 0n,
    }));
