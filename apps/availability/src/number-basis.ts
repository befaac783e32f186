import { formatQuantity, type DemandSummary, type KnownStock, type LocationState } from '#domain';

/** What bore on an item's numbers at one location, beside its stock, the policy and the terms. */
export interface LocationBasis {
  /** what claims held, a decimal; left out: nothing */
  readonly claimed?: string;
  /** sales and counts, where the policy's numbers are made of them; left out: none were known */
  readonly demand?: DemandSummary;
}

/** By location; where nothing bore on the numbers, a location is left out. */
export type NumberBasis = Readonly<Record<string, LocationBasis>>;

/**
 * What the ledger must keep so that a version's numbers can be reckoned again at any later time (promise
 * I7): claims end and sales grow old, and neither leaves a line of its own.
 *
 * @returns null: nothing bore on them
 */
export function basisOf(
  states: readonly LocationState[],
  stocks: readonly KnownStock[],
): NumberBasis | null {
  const remembered = new Set(
    stocks.filter(({ history }) => history).map(({ location }) => location),
  );
  const known = states.flatMap(({ location, claimed, demand }) =>
    claimed > 0n || remembered.has(location)
      ? [[location, basisAt(claimed, remembered.has(location) ? demand : undefined)] as const]
      : [],
  );
  return known.length === 0 ? null : Object.fromEntries(known);
}

const basisAt = (claimed: bigint, demand: DemandSummary | undefined): LocationBasis => ({
  ...(claimed > 0n ? { claimed: formatQuantity(claimed) } : {}),
  ...(demand ? { demand } : {}),
});
