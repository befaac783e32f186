import type { ChannelTerms } from '../terms.js';
import type { ChannelRule } from './channel-rule.js';
import { locationShare, type LocationShare } from './location-share.js';
import type { LocationState } from './location-state.js';
import { MOST_UNITS, portionDown, unitsUp } from './portion.js';

/** A channel's number with every term that led to it. */
export interface ChannelUnits {
  readonly units: number;
  /** by the pool's priority */
  readonly shares: readonly LocationShare[];
  /** Σ of the shares */
  readonly pool: number;
  /** what the mode leaves of the pool, before the cap */
  readonly portion: number;
}

/**
 * Units a channel may show: clamp(Σ over its pool of max(0, ⌊S⌋ − protect − buffer), 0, cap), or its weight
 * of that sum in partitioned mode, rounded down. Never more than the pool's sellable stock (promise I6).
 */
export function channelUnits(
  states: readonly LocationState[],
  rule: ChannelRule,
  channel: ChannelTerms,
): ChannelUnits {
  const shares = inPool(states, rule.pool).map((state) => locationShare(state, rule, channel));
  const pool = Math.min(
    MOST_UNITS,
    shares.reduce((sum, { units }) => sum + units, 0),
  );
  const portion = rule.mode === 'shared' ? pool : portionDown(rule.weight ?? 0, pool);
  const units = rule.cap === null ? portion : Math.min(portion, unitsUp(rule.cap));
  return { units, shares, pool, portion };
}

/** The states of a pool's locations, in its order. */
function inPool(states: readonly LocationState[], pool: readonly string[]): LocationState[] {
  const found: LocationState[] = [];
  for (const location of pool) {
    const state = states.find((one) => one.location === location);
    if (state) found.push(state);
  }
  return found;
}

/** From which locations a quantity would be taken, by the pool's priority; undefined when it does not fit. */
export function drawUnits(
  { shares, units }: Pick<ChannelUnits, 'shares' | 'units'>,
  wanted: number,
): ReadonlyMap<string, number> | undefined {
  if (!(wanted <= units)) return undefined;
  const drawn = new Map<string, number>();
  let left = Math.max(0, wanted);
  for (const share of shares) {
    const part = Math.min(left, share.units);
    if (part > 0) drawn.set(share.location, part);
    left -= part;
  }
  return drawn;
}
