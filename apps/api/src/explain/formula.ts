import {
  channelUnits,
  formatQuantity,
  parseQuantity,
  type Quantity,
  type ChannelRule,
  type LocationShare,
  type LocationStock,
} from '#domain';
import type { Position } from '../items/item.schema.js';
import type { Formula } from './explain.schema.js';

/** The source whose position counts at each location, by location id. */
export type LocationSources = Readonly<Record<string, { readonly source: string } | undefined>>;

/**
 * A channel's number computed anew from the positions, with every term that led to it (promise I7).
 *
 * @param claimed what active claims hold, by location
 */
export function explainFormula(
  rule: ChannelRule,
  positions: readonly Position[],
  locations: LocationSources,
  claimed: ReadonlyMap<string, Quantity>,
): Formula {
  const stocks = rule.pool.map((location) => ({
    ...stockAt(location, positions, locations),
    claimed: claimed.get(location) ?? 0n,
  }));
  const { units, shares } = channelUnits(stocks, rule);
  const sum = shares.reduce((total, share) => total + share.units, 0);
  return {
    text: [...shares.map(termText), sumText(sum, rule.cap, units)].join('; '),
    terms: shares.map((share) => ({
      ...share,
      availableBase: formatQuantity(share.availableBase),
      claimed: formatQuantity(share.claimed),
      sellable: formatQuantity(share.sellable),
    })),
    sum,
    cap: rule.cap,
    units,
  };
}

/** A location of the pool where the item was never seen has nothing of it. */
function stockAt(
  location: string,
  positions: readonly Position[],
  locations: LocationSources,
): Omit<LocationStock, 'claimed'> {
  const counts = positions.find(
    (position) => position.location === location && position.source === locations[location]?.source,
  );
  const availableBase = parseQuantity(counts?.buckets.available_base ?? '0') ?? 0n;
  return { location, availableBase };
}

const termText = (share: LocationShare): string =>
  `${share.location} max(0, floor(${stockText(share)} − ${share.protect} protect − ${share.buffer} buffer)) = ${share.units}`;

const stockText = ({ availableBase, claimed }: LocationShare): string =>
  claimed === 0n
    ? formatQuantity(availableBase)
    : `max(0, ${formatQuantity(availableBase)} − ${formatQuantity(claimed)} claimed)`;

const sumText = (sum: number, cap: number | null, units: number): string =>
  cap === null ? `sum ${sum}` : `sum ${sum}, cap ${cap} → ${units}`;
