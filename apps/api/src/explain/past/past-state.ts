import {
  itemState,
  knownStocks,
  NO_INBOUND,
  type Bucket,
  type DemandSummary,
  type ItemState,
  type Quantity,
  type SourcePosition,
  type Terms,
} from '#domain';
import { quantityOf } from '../../format/decimal.js';
import { bucketsOf, unseen } from '../read-item-state.js';
import type { MomentRow, PlaceSumRow, SaidRow } from './moment.queries.js';
import type { NumberRules } from './number-rules.js';

/** One item as the channels saw it at a past version, from its ledger lines (promise I7). */
export function pastState(
  moment: MomentRow,
  seen: readonly SourcePosition[],
  rules: NumberRules,
  terms: Terms,
): ItemState {
  const { basis } = moment;
  const stocks = knownStocks([...seen, ...unseen(seen, terms)], terms, {
    historyOf: () => undefined,
    claimedAt: (location) => quantityOf(basis?.[location]?.claimed ?? '0'),
  });
  const at = { locations: rules.locations, terms, now: moment.applied_at.getTime() };
  const state = itemState(stocks, NO_INBOUND, at);
  const locations = state.locations.map((one) => {
    const demand = basis?.[one.location]?.demand as DemandSummary | undefined;
    return demand ? { ...one, demand } : one;
  });
  return { ...state, locations };
}

/**
 * By location and source.
 *
 * @param said decides between sources of one rank; none: there are no such sources
 */
export function pastPositions(
  sums: readonly PlaceSumRow[],
  said: readonly SaidRow[] = [],
): readonly SourcePosition[] {
  const places = new Map(sums.map((row) => [JSON.stringify([row.location, row.source]), row]));
  return [...places.values()].map(({ location, source }) => {
    const isAt = (row: { readonly location: string; readonly source: string }) =>
      row.location === location && row.source === source;
    const own = sums.filter(isAt);
    const recordedAt = said.find(isAt)?.said_at ?? '';
    return {
      location,
      source,
      recordedAt,
      buckets: bucketsOf((bucket) => quantityIn(own, bucket)),
    };
  });
}

const quantityIn = (rows: readonly PlaceSumRow[], bucket: Bucket): Quantity =>
  quantityOf(rows.find((row) => row.bucket === bucket)?.quantity ?? '0');
