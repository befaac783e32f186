import type { LocationTerms, Quantity, SellableTo, Terms } from '#domain';

/** What claims hold of one item, by location; a location that is missing has none. */
export type ClaimedUnits = ReadonlyMap<string, Quantity>;

/** Whether what a source says of a location's sellable stock is what counts there now. */
export function isAuthority({ locations }: Terms, location: string, source: string): boolean {
  const rule = locations[location];
  const standing = rule?.buckets?.available_base ?? rule;
  if (!standing) return false;
  return standing.source === source || (standing.peers ?? []).includes(source);
}

/**
 * Whose orders a location counts for: one that is unverified, or has no source, for nobody's (promise I10),
 * one that is withheld for those of the retailer's own channels.
 */
export function sellableTo(location: LocationTerms | undefined): SellableTo {
  if (!location?.verified || location.source === null) return 'nobody';
  return location.freshness === 'withheld' ? 'first_party' : 'all';
}
