import type { ChannelPolicy } from '#config';
import { claimable, formatQuantity, type Quantity } from '#domain';
import { quantityOf } from '../format/decimal.js';
import { ageOrNull, iso, isoOrNull } from '../format/instants.js';
import type { StockedItemRow, StockRow } from './availability.queries.js';
import type { Availability, Quality } from './availability.schema.js';

type Item = Availability['items'][number];

export interface AsOf {
  readonly now: Date;
  readonly policyVersion: string;
  readonly staleSources: ReadonlySet<string>;
  /** those that were asked for */
  readonly channels: Readonly<Record<string, ChannelPolicy>>;
}

/** One item's numbers, with how old they are and how far to trust them. */
export function toAvailability(
  sku: string,
  item: StockedItemRow | undefined,
  stocks: readonly StockRow[],
  asOf: AsOf,
): Item {
  return {
    sku,
    version: item ? Number(item.version) : null,
    recordedAt: isoOrNull(item?.recorded_at ?? null),
    appliedAt: isoOrNull(item?.applied_at ?? null),
    ageSeconds: ageOrNull(item?.applied_at ?? null, asOf.now),
    quality: itemQuality(item, asOf),
    locations: stocks.map((stock) => toLocation(stock, asOf)),
    channels: Object.entries(asOf.channels).map(([channel, policy]) =>
      toChannel(channel, policy, item, stocks),
    ),
  };
}

function itemQuality(item: StockedItemRow | undefined, { policyVersion }: AsOf): Quality[] {
  if (!item) return ['unknown'];
  return item.policy_version.split('+')[0] === policyVersion ? [] : ['other_policy'];
}

function toLocation(stock: StockRow, { now, staleSources }: AsOf): Item['locations'][number] {
  const [availableBase, claimed] = [quantityOf(stock.available_base), quantityOf(stock.claimed)];
  const isOver = claimed > 0n && claimed > availableBase;
  const quality: Quality[] = [];
  if (stock.source !== null && staleSources.has(stock.source)) quality.push('source_stale');
  if (isOver) quality.push('overclaimed');
  return {
    location: stock.location,
    source: stock.source ?? '',
    availableBase: formatQuantity(availableBase),
    claimed: formatQuantity(claimed),
    sellable: formatQuantity(isOver || availableBase < 0n ? 0n : availableBase - claimed),
    updatedAt: stock.updated_at ? iso(stock.updated_at) : null,
    ageSeconds: ageOrNull(stock.updated_at, now),
    quality,
  };
}

function toChannel(
  channel: string,
  policy: ChannelPolicy,
  item: StockedItemRow | undefined,
  stocks: readonly StockRow[],
): Item['channels'][number] {
  const locations = stocks
    .filter(({ location }) => policy.pool.includes(location))
    .map((stock) => ({ location: stock.location, units: claimableAt(stock, policy) }));
  const sum = locations.reduce((total, { units }) => total + units, 0n);
  return {
    channel,
    units: item?.channels[channel] ?? null,
    claimable: formatQuantity(sum),
    locations: locations.map(({ location, units }) => ({
      location,
      claimable: formatQuantity(units),
    })),
  };
}

const claimableAt = (stock: StockRow, policy: ChannelPolicy): Quantity =>
  claimable(
    {
      location: stock.location,
      availableBase: quantityOf(stock.available_base),
      claimed: quantityOf(stock.claimed),
      sellableTo: stock.sellable_to,
    },
    policy,
  );
