import {
  formatQuantity,
  type ChannelAnswer,
  type ChannelRule,
  type LocationShare,
  type Pickup,
} from '#domain';
import type { Formula } from './formula.schema.js';
import { formulaText } from './formula-text.js';

/** A channel's number computed anew, with every term that led to it (promise I7). */
export function explainFormula(rule: ChannelRule, answer: ChannelAnswer): Formula {
  const { offer } = answer;
  return {
    text: formulaText(rule, answer),
    terms: answer.shares.map(toTerm),
    sum: answer.pool,
    mode: rule.mode,
    weight: rule.weight,
    cap: rule.cap,
    units: answer.units,
    offer: { ...offer, pickup: [...offer.pickup] },
    pickups: answer.pickups.map(toPickup),
  };
}

const toTerm = ({ state, ...share }: LocationShare): Formula['terms'][number] => ({
  location: share.location,
  standing: share.standing,
  freshness: state.terms.freshness,
  availableBase: formatQuantity(state.availableBase),
  claimed: formatQuantity(state.claimed),
  sellable: formatQuantity(share.sellable),
  protect: share.protect,
  buffer: share.buffer.units,
  dynamic: share.buffer.kind === 'static' ? null : toDynamic(share.buffer),
  units: share.units,
});

type Dynamic = Extract<LocationShare['buffer'], { kind: 'dynamic' }>;

const toDynamic = ({
  demand,
  exposure,
  ...buffer
}: Dynamic): Formula['terms'][number]['dynamic'] => ({
  most: buffer.most,
  wanted: buffer.wanted,
  drift: buffer.drift,
  daysSinceCount: demand.daysSinceCount,
  minimum: buffer.minimum,
  rate: buffer.rate,
  perDay: demand.perDay,
  variance: demand.variance,
  days: demand.days,
  exposure: { ...exposure },
  line: buffer.line,
  lineQuantile: buffer.lineQuantile,
  lineGate: buffer.lineGate,
});

const toPickup = ({ countedUntil, ...pickup }: Pickup): Formula['pickups'][number] => ({
  ...pickup,
  countedUntil: countedUntil === null ? null : new Date(countedUntil).toISOString(),
});
