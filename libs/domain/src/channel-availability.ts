import { floorUnits, wholeUnits, type Quantity } from './quantity.js';

/** What a channel may draw on, in whole units. */
export interface ChannelRule {
  readonly pool: readonly string[];
  /** units withheld at every location of the pool */
  readonly buffer: number;
  /** units kept for walk-in customers, by location */
  readonly protect: Readonly<Record<string, number>>;
  /** most units ever shown; null for no limit */
  readonly cap: number | null;
}

export interface LocationStock {
  readonly location: string;
  readonly availableBase: Quantity;
  /** what active claims hold of it */
  readonly claimed: Quantity;
}

/** One location's part in a channel's number, with every term that led to it. */
export interface LocationShare {
  readonly location: string;
  readonly availableBase: Quantity;
  readonly claimed: Quantity;
  /** what claims leave of it, never below zero */
  readonly sellable: Quantity;
  readonly protect: number;
  readonly buffer: number;
  readonly units: number;
}

/**
 * S = available_base − active claims. Stock that a count found to be less than what was claimed leaves
 * nothing to sell, which is zero and not a debt (promise I6); the excess is reported where claims are kept.
 */
export function sellable({ availableBase, claimed }: Omit<LocationStock, 'location'>): Quantity {
  return claimed > 0n && claimed > availableBase ? 0n : availableBase - claimed;
}

/**
 * Units a channel may show: clamp(Σ over its pool of max(0, floor(S − protect − buffer)), 0, cap).
 * Never more than the pool's sellable stock (promise I6); decimals round down.
 */
export function channelUnits(
  stocks: readonly LocationStock[],
  rule: ChannelRule,
): { units: number; shares: readonly LocationShare[] } {
  const shares = stocks
    .filter((stock) => rule.pool.includes(stock.location))
    .map((stock) => shareOf(stock, rule));
  const total = shares.reduce((sum, share) => sum + share.units, 0);
  return { units: rule.cap === null ? total : Math.min(total, rule.cap), shares };
}

function shareOf(stock: LocationStock, rule: ChannelRule): LocationShare {
  const protect = rule.protect[stock.location] ?? 0;
  const free = sellable(stock) - wholeUnits(protect + rule.buffer);
  return {
    location: stock.location,
    availableBase: stock.availableBase,
    claimed: stock.claimed,
    sellable: sellable(stock),
    protect,
    buffer: rule.buffer,
    units: Math.max(0, floorUnits(free)),
  };
}
