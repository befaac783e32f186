import type { Policy } from '#config';
import { channelUnits, type ChannelRule, type Terms } from '#domain';
import { countedStock, type ClaimedUnits } from './counted-stock.js';
import type { Position } from './stock-state.js';

/** Units each channel may sell of one item, by channel id. */
export type ChannelNumbers = Readonly<Record<string, number>>;

/**
 * @param positions every position of one item
 * @param claimed what claims hold of it
 */
export function channelNumbers(
  policy: Policy,
  terms: Terms,
  positions: readonly Position[],
  claimed: ClaimedUnits | undefined,
): ChannelNumbers {
  const stocks = countedStock(terms, positions, claimed);
  const numbers = Object.entries(policy.channels).map(([channel, rule]: [string, ChannelRule]) => [
    channel,
    channelUnits(stocks, rule).units,
  ]);
  return Object.fromEntries(numbers) as ChannelNumbers;
}
