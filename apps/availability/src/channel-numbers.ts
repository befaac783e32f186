import type { Policy } from '#config';
import {
  answerFor,
  ASSUMED_LAG,
  itemState,
  knownStocks,
  nextChange,
  vendorRules,
  type Inbound,
  type LocationHistory,
  type Offer,
} from '#domain';
import type { ClaimedUnits } from './counted-stock.js';
import { basisOf, type NumberBasis } from './number-basis.js';
import { positionId, type Position } from './stock-state.js';
import type { StandingTerms } from './terms/policy-terms.js';

/** Units each channel may sell of one item, by channel id. */
export type ChannelNumbers = Readonly<Record<string, number>>;

/** What channels may say of one item, and until when that holds if nothing happens. */
export interface ItemAnswers {
  readonly channels: ChannelNumbers;
  /** channels that offer more than units: pickup, orders ahead, or a limited availability */
  readonly offers: Readonly<Record<string, Offer>> | null;
  /** milliseconds since 1970; null: time alone changes nothing */
  readonly dueAt: number | null;
  /** what the ledger keeps of why; null: nothing beside stock, policy and terms bore on them */
  readonly basis?: NumberBasis | null;
}

/** All that is known of one item. */
export interface ItemKnowledge {
  /** every position of the item, by every source */
  readonly positions: readonly Position[];
  /** what claims hold of it, by location */
  readonly claimed: ClaimedUnits | undefined;
  /** by `positionId` */
  readonly histories: ReadonlyMap<string, LocationHistory>;
  readonly inbound: Inbound;
}

export interface NumberTerms extends StandingTerms {
  /** milliseconds since 1970 */
  readonly now: number;
}

export function channelNumbers(item: ItemKnowledge, at: NumberTerms): ItemAnswers {
  const { policy, terms, now } = at;
  const { sku = '' } = item.positions[0] ?? {};
  const stocks = knownStocks(item.positions, terms, {
    historyOf: (location, source) => item.histories.get(positionId({ sku, location, source })),
    claimedAt: (location) => item.claimed?.get(location) ?? 0n,
  });
  const state = itemState(stocks, item.inbound, { locations: policy.locations, terms, now });
  const vendorOf = vendorRules(policy.vendors);
  const channels: Record<string, number> = {};
  const offers: Record<string, Offer> = {};
  let dueAt = Number.POSITIVE_INFINITY;
  for (const [id, rule] of Object.entries(policy.channels)) {
    const channel = terms.channels[id] ?? ASSUMED_LAG;
    const { countClasses } = policy;
    const answer = answerFor(state, rule, { channel, countClasses, vendorOf, now });
    channels[id] = answer.units;
    if (offersMore(rule)) offers[id] = answer.offer;
    dueAt = Math.min(dueAt, nextChange(rule, answer, now) ?? dueAt);
  }
  return {
    channels,
    offers: Object.keys(offers).length === 0 ? null : offers,
    dueAt: Number.isFinite(dueAt) ? dueAt : null,
    basis: basisOf(state.locations, stocks),
  };
}

/** A channel that offers nothing but units needs no word on them: some are in stock, none is out of stock. */
const offersMore = ({ pickup, preorder, limitedBelow }: Policy['channels'][string]): boolean =>
  pickup !== null || preorder !== null || limitedBelow > 0;
