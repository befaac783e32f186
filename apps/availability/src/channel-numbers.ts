import type { Policy } from '#config';
import { channelUnits, type ChannelRule } from '#domain';
import type { Position } from './stock-state.js';

/** Units each channel may sell of one item, by channel id. */
export type ChannelNumbers = Readonly<Record<string, number>>;

/**
 * @param positions every position of one item; at each location only the source that the policy names
 * counts
 */
export function channelNumbers(policy: Policy, positions: readonly Position[]): ChannelNumbers {
  const stocks = positions
    .filter(({ location, source }) => policy.locations[location]?.source === source)
    .map(({ location, buckets }) => ({ location, availableBase: buckets.available_base }));
  const numbers = Object.entries(policy.channels).map(([channel, rule]: [string, ChannelRule]) => [
    channel,
    channelUnits(stocks, rule).units,
  ]);
  return Object.fromEntries(numbers) as ChannelNumbers;
}
