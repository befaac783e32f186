import type { LocationTerms, Quantity, Terms } from '#domain';

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
