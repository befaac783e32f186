/** What one unit of a listing takes of an item, and how many of the item there are. */
export interface TakenPart {
  /** whole units of the item that one unit of the listing takes, at least 1 */
  readonly units: number;
  /** whole units of the item that the channel may show; null: not known */
  readonly quantity: number | null;
}

/** How many units of a listing one of its items suffices for; null: not known. */
export const givenBy = ({ units, quantity }: TakenPart): number | null =>
  quantity === null ? null : Math.floor(quantity / units);

/**
 * How many units a listing shows that is made of items: as many as the scarcest of them allows.
 *
 * @returns null while an item's number is not known, or when it is made of nothing
 */
export function madeUnits(parts: readonly TakenPart[]): number | null {
  const given = parts.map(givenBy);
  const known = given.filter((units) => units !== null);
  return known.length === 0 || known.length < given.length ? null : Math.min(...known);
}
