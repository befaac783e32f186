import { formatQuantity, standingPositions, type SellableTo, type Terms } from '#domain';
import { sellableTo } from './counted-stock.js';
import type { FoldedBatch } from './fold-batch.js';
import { positionsBySku, type Position, type StockState } from './stock-state.js';

/** A row of `location_stock`, without what claims hold: the one place where claims are admitted (I6). */
export interface StockRow {
  readonly partition: number;
  readonly sku: string;
  readonly location: string;
  /** plain decimal */
  readonly available_base: string;
  readonly sellable_to: SellableTo;
}

interface Place {
  readonly sku: string;
  readonly location: string;
}

const placeId = ({ sku, location }: Place): string => `${sku}\u0000${location}`;

/** What counts now at the places that a batch moved stock at, and at `others`, whose rows must be locked, too. */
export function stockRows(
  terms: Terms,
  partition: number,
  state: StockState,
  folded: FoldedBatch,
  others: readonly Place[],
): readonly StockRow[] {
  const places = new Map<string, Place>();
  for (const place of [...folded.positions.values(), ...others]) places.set(placeId(place), place);
  const wanted = new Set([...places.values()].map(({ sku }) => sku));
  const positions = new Map([...state.positions, ...folded.positions]);
  const own = [...positions.values()].filter(({ sku }) => wanted.has(sku));
  return [...positionsBySku(own).values()]
    .flatMap((of) => rowsOf(terms, partition, of))
    .filter((row) => places.has(placeId(row)));
}

/**
 * What counts of one item at every location that any source speaks of. Where the standing source says
 * nothing there is nothing, whatever others say.
 */
export function rowsOf(
  terms: Terms,
  partition: number,
  positions: readonly Position[],
): readonly StockRow[] {
  const standing = new Map(
    standingPositions(positions, terms.locations).map((one) => [one.location, one.buckets]),
  );
  const places = new Map(positions.map(({ sku, location }) => [location, sku]));
  return [...places].map(([location, sku]) => ({
    partition,
    sku,
    location,
    available_base: formatQuantity(standing.get(location)?.available_base ?? 0n),
    sellable_to: sellableTo(terms.locations[location]),
  }));
}
