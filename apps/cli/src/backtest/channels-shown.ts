import type { Policy } from '#config';
import {
  answerFor,
  ASSUMED_LAG,
  BUCKETS,
  itemState,
  knownStocks,
  NO_INBOUND,
  termsOfLocations,
  vendorRules,
  type SourcePosition,
} from '#domain';
import type { OfflineFold } from '../offline/offline-fold.js';

export interface ChannelShown {
  readonly channel: string;
  readonly items: number;
  /** of them, those of which nothing could be bought */
  readonly zero: number;
  readonly units: number;
}

/**
 * What each channel would show of this source's stock alone: without claims, without goods on their way,
 * and without a history of sales, so with the buffers of an item that nobody has bought yet.
 */
export function channelsShown(
  fold: OfflineFold,
  source: string,
  policy: Policy,
  now: Date,
): readonly ChannelShown[] {
  const terms = { locations: termsOfLocations(policy.locations, {}) };
  const states = [...positionsBySku(fold, source, now).values()].map((positions) => {
    const beside = { historyOf: () => undefined, claimedAt: () => 0n };
    const at = { locations: policy.locations, terms, now: now.getTime() };
    return itemState(knownStocks(positions, terms, beside), NO_INBOUND, at);
  });
  const circumstances = {
    channel: ASSUMED_LAG,
    countClasses: policy.countClasses,
    vendorOf: vendorRules(policy.vendors),
    now: now.getTime(),
  };
  return Object.entries(policy.channels).map(([channel, rule]) => {
    const units = states.map((state) => answerFor(state, rule, circumstances).units);
    return {
      channel,
      items: units.length,
      zero: units.filter((each) => each === 0).length,
      units: units.reduce((sum, each) => sum + each, 0),
    };
  });
}

function positionsBySku(
  fold: OfflineFold,
  source: string,
  now: Date,
): ReadonlyMap<string, readonly SourcePosition[]> {
  const items = new Map<string, Map<string, SourcePosition>>();
  for (const { sku, location, bucket, quantity } of fold.positions()) {
    const places = items.get(sku) ?? new Map<string, SourcePosition>();
    const known = places.get(location) ?? emptyPosition(location, source, now);
    places.set(location, { ...known, buckets: { ...known.buckets, [bucket]: quantity } });
    items.set(sku, places);
  }
  return new Map([...items].map(([sku, places]) => [sku, [...places.values()]]));
}

const emptyPosition = (location: string, source: string, now: Date): SourcePosition => ({
  location,
  source,
  recordedAt: now.toISOString(),
  buckets: Object.fromEntries(BUCKETS.map((bucket) => [bucket, 0n])) as SourcePosition['buckets'],
});
