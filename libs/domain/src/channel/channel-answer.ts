import type { ChannelTerms } from '../terms.js';
import type { ChannelRule, CountClass } from './channel-rule.js';
import { channelUnits, type ChannelUnits } from './channel-units.js';
import {
  expectedCohorts,
  preorderUnits,
  promisedDate,
  type ExpectedCohort,
  type Inbound,
  type VendorOf,
} from './inbound.js';
import type { LocationState } from './location-state.js';
import { offerOf, type Offer } from './offer.js';
import { pickupAt, type Pickup } from './pickup.js';

/** One item as the channels' numbers need it. */
export interface ItemState {
  readonly locations: readonly LocationState[];
  readonly inbound: Inbound;
}

/** What a number depends on beside the item and the channel's own rule. */
export interface Circumstances {
  readonly channel: ChannelTerms;
  readonly countClasses: readonly CountClass[];
  readonly vendorOf: VendorOf;
  /** milliseconds since 1970 */
  readonly now: number;
}

/** What a channel may show of an item, with every term that led to it (promise I7). */
export interface ChannelAnswer extends ChannelUnits {
  readonly offer: Offer;
  readonly pickups: readonly Pickup[];
  readonly expected: readonly ExpectedCohort[];
}

/** Total: any item, rule and circumstances give an answer of whole, finite, non-negative units. */
export function answerFor(
  item: ItemState,
  rule: ChannelRule,
  { channel, countClasses, vendorOf, now }: Circumstances,
): ChannelAnswer {
  const numbers = channelUnits(item.locations, rule, channel);
  const { pickup: pickupRule, preorder: ahead, pool } = rule;
  const states = numbers.shares.map(({ state }) => state);
  const pickups = pickupRule
    ? states
        .filter(({ store }) => store)
        .map((state) => pickupAt(pickupRule, state, countClasses, now))
    : [];
  const { cohorts, promised } = item.inbound;
  const expected = ahead ? expectedCohorts(ahead, cohorts, pool, vendorOf, now) : [];
  const units = ahead ? preorderUnits(ahead, expected, promised) : 0;
  const availableFrom = units > 0 ? promisedDate(expected, promised, 1) : undefined;
  const offer = offerOf({
    units: numbers.units,
    limitedBelow: rule.limitedBelow,
    pickup: pickups.filter(({ eligible }) => eligible).map(({ location }) => location),
    preorder: availableFrom === undefined ? null : { units, availableFrom },
    everSold: states.some(({ demand }) => demand.everSold),
  });
  return { ...numbers, offer, pickups, expected };
}
