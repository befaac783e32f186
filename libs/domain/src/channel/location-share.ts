import type { Quantity } from '../quantity.js';
import type { ChannelTerms } from '../terms.js';
import type { ChannelRule } from './channel-rule.js';
import { dynamicBuffer, type DynamicBuffer } from './dynamic-buffer.js';
import { exposureOf } from './exposure.js';
import {
  sellable,
  sellableUnits,
  standingOf,
  type LocationState,
  type Standing,
} from './location-state.js';
import { unitsUp } from './portion.js';

export interface StaticBuffer {
  readonly kind: 'static';
  readonly units: number;
}

/** One location's part in a channel's number, with every term that led to it. */
export interface LocationShare {
  readonly location: string;
  readonly standing: Standing;
  readonly state: LocationState;
  readonly sellable: Quantity;
  readonly protect: number;
  readonly buffer: StaticBuffer | DynamicBuffer;
  /** max(0, ⌊S⌋ − protect − buffer), or 0 where the location does not count */
  readonly units: number;
}

export function locationShare(
  state: LocationState,
  rule: ChannelRule,
  channel: ChannelTerms,
): LocationShare {
  const standing = standingOf(state.terms, rule.firstParty);
  const stock = sellableUnits(state);
  const protect = unitsUp(rule.protect[state.location] ?? 0);
  const buffer = bufferOf(rule, stock, state, channel);
  const free = standing === 'counted' ? stock - protect - buffer.units : 0;
  return {
    location: state.location,
    standing,
    state,
    sellable: sellable(state),
    protect,
    buffer,
    units: Math.max(0, free),
  };
}

function bufferOf(
  { buffer }: ChannelRule,
  stock: number,
  state: LocationState,
  channel: ChannelTerms,
): LocationShare['buffer'] {
  if (typeof buffer === 'number') return { kind: 'static', units: unitsUp(buffer) };
  const exposure = exposureOf(buffer.dynamic, channel, state.terms);
  return dynamicBuffer(buffer.dynamic, stock, state.demand, exposure);
}
