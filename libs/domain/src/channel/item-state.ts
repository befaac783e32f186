import { PHYSICAL_BUCKETS } from '../bucket.js';
import { summarize } from '../demand/demand-summary.js';
import { NO_HISTORY, type LocationHistory } from '../demand/location-history.js';
import type { Quantity } from '../quantity.js';
import { standingPositions, type SourcePosition } from '../standing-stock.js';
import type { LocationTerms, Terms } from '../terms.js';
import type { ItemState } from './channel-answer.js';
import type { Inbound } from './inbound.js';
import type { LocationState } from './location-state.js';

/** What counts of an item at one location, and what is known of it beside. */
export interface KnownStock {
  readonly location: string;
  readonly availableBase: Quantity;
  readonly claimed: Quantity;
  /** a negative bucket, or sources that disagree by a unit or more */
  readonly suspect: boolean;
  /** undefined: nothing was sold or counted there */
  readonly history: LocationHistory | undefined;
}

export interface KnownBeside {
  readonly historyOf: (location: string, source: string) => LocationHistory | undefined;
  readonly claimedAt: (location: string) => Quantity;
}

/**
 * What counts of one item at each location, by the sources that stand there.
 *
 * @param positions every position of the item, by every source
 */
export const knownStocks = <P extends SourcePosition>(
  positions: readonly P[],
  { locations }: Pick<Terms, 'locations'>,
  { historyOf, claimedAt }: KnownBeside,
): readonly KnownStock[] =>
  standingPositions(positions, locations).map((standing) => ({
    location: standing.location,
    availableBase: standing.buckets.available_base,
    claimed: claimedAt(standing.location),
    suspect: isSuspect(standing, positions),
    history: historyOf(standing.location, standing.source),
  }));

const UNIT = 1_000_000n;

function isSuspect(standing: SourcePosition, positions: readonly SourcePosition[]): boolean {
  const available = standing.buckets.available_base;
  return (
    PHYSICAL_BUCKETS.some((bucket) => standing.buckets[bucket] < 0n) ||
    positions.some(({ location, buckets }) => {
      const by = buckets.available_base - available;
      return location === standing.location && (by >= UNIT || by <= -UNIT);
    })
  );
}

export interface ItemAt {
  readonly locations: Readonly<
    Record<string, { readonly kind: 'store' | 'warehouse' } | undefined>
  >;
  readonly terms: { readonly locations: Readonly<Record<string, LocationTerms | undefined>> };
  /** milliseconds since 1970 */
  readonly now: number;
}

/** One item as channels see it. */
export function itemState(
  stocks: readonly KnownStock[],
  inbound: Inbound,
  { locations, terms, now }: ItemAt,
): ItemState {
  const states: LocationState[] = [];
  for (const { history, ...stock } of stocks) {
    const known = locations[stock.location];
    const at = terms.locations[stock.location];
    if (!known || !at) continue;
    const demand = summarize(history ?? NO_HISTORY, now);
    states.push({ ...stock, demand, terms: at, store: known.kind === 'store' });
  }
  return { locations: states, inbound };
}
