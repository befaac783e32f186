import type { PreorderRule } from './channel-rule.js';
import {
  expectedCohorts,
  preorderUnits,
  promisedDate,
  type Inbound,
  type VendorOf,
} from './inbound.js';

/** What a channel may promise of an item ahead of its arrival. */
export interface AheadOffer {
  /** most units that may be promised now */
  readonly units: number;
  /** `2026-03-01`; undefined: more is wanted than may be promised */
  readonly by: string | undefined;
}

/**
 * Whether units may be promised, and by when they come, beyond what is promised already.
 *
 * @param wanted whole units, at least 1
 * @param now milliseconds since 1970
 */
export function promiseAhead(
  rule: { readonly preorder: PreorderRule; readonly pool: readonly string[] },
  { cohorts, promised }: Inbound,
  wanted: number,
  at: { readonly vendorOf: VendorOf; readonly now: number },
): AheadOffer {
  const { preorder, pool } = rule;
  const expected = expectedCohorts(preorder, cohorts, pool, at.vendorOf, at.now);
  const units = preorderUnits(preorder, expected, promised);
  const by = wanted <= units ? promisedDate(expected, promised, wanted) : undefined;
  return { units, by };
}
