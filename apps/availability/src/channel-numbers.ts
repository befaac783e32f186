import type { Policy } from '#config';
import {
  channelUnits,
  standingPositions,
  type ChannelRule,
  type LocationTerms,
  type Terms,
} from '#domain';
import type { Position } from './stock-state.js';

/** Units each channel may sell of one item, by channel id. */
export type ChannelNumbers = Readonly<Record<string, number>>;

/**
 * @param positions every position of one item; at each location only the standing source counts, and a
 * location that is withheld or unverified counts for nobody (promise I10)
 */
export function channelNumbers(
  policy: Policy,
  terms: Terms,
  positions: readonly Position[],
): ChannelNumbers {
  const stocks = standingPositions(positions, terms.locations)
    .filter(({ location }) => isSellable(terms.locations[location]))
    .map(({ location, buckets }) => ({ location, availableBase: buckets.available_base }));
  const numbers = Object.entries(policy.channels).map(([channel, rule]: [string, ChannelRule]) => [
    channel,
    channelUnits(stocks, rule).units,
  ]);
  return Object.fromEntries(numbers) as ChannelNumbers;
}

const isSellable = (location: LocationTerms | undefined): boolean =>
  location !== undefined && location.verified && location.freshness !== 'withheld';
