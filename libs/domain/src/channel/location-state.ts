import type { DemandSummary } from '../demand/demand-summary.js';
import { floorUnits, type Quantity } from '../quantity.js';
import type { LocationTerms } from '../terms.js';
import { MOST_UNITS } from './portion.js';

export interface LocationStock {
  readonly location: string;
  readonly availableBase: Quantity;
  /** active claims on available_base */
  readonly claimed: Quantity;
}

/** All that a channel's number needs of one location. */
export interface LocationState extends LocationStock {
  readonly demand: DemandSummary;
  readonly terms: LocationTerms;
  /** customers can walk in */
  readonly store: boolean;
  /** sources disagree about the stock, or a bucket is negative: somebody must look */
  readonly suspect: boolean;
}

/**
 * S = available_base − active claims. Stock that a count found to be less than what was claimed leaves
 * nothing to sell, which is zero and not a debt (promise I6); the excess is reported where claims are kept.
 */
export function sellable({ availableBase, claimed }: Omit<LocationStock, 'location'>): Quantity {
  return claimed > 0n && claimed > availableBase ? 0n : availableBase - claimed;
}

/** Whole units of S, never below zero: what is missing at one location takes nothing from another. */
export const sellableUnits = (stock: Omit<LocationStock, 'location'>): number =>
  Math.min(MOST_UNITS, Math.max(0, floorUnits(sellable(stock))));

/** Whether a location counts for a channel, and if not, why. */
export type Standing = 'counted' | 'silent' | 'unverified' | 'no_source';

/** A silent source keeps only the retailer's own channels; an unverified one keeps none (promise I10). */
export function standingOf(
  { source, freshness, verified }: LocationTerms,
  firstParty: boolean,
): Standing {
  if (source === null) return 'no_source';
  if (!verified) return 'unverified';
  return freshness === 'withheld' && !firstParty ? 'silent' : 'counted';
}
