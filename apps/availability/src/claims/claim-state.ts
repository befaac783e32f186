import type { HeldLine, Quantity, StockFact } from '#domain';
import type { ClaimedUnits } from '../counted-stock.js';

/** What claims hold of a partition's items, and what may explain it. */
export interface PartitionClaims {
  /** by item; an item that is missing has no claims */
  readonly claimed: ReadonlyMap<string, ClaimedUnits>;
  /** units that orders hold, oldest claim first */
  readonly held: readonly HeldLine[];
  /** what the ledger holds already of the source transactions at hand */
  readonly facts: readonly StockFact[];
  /** by movement, units that claims have been absorbed by before */
  readonly used: ReadonlyMap<string, Quantity>;
}

export interface ClaimedRow {
  readonly partition: number;
  readonly sku: string;
  readonly location: string;
  readonly claimed: Quantity;
}

export function claimedOf(rows: readonly ClaimedRow[], partition: number): PartitionClaims {
  const claimed = new Map<string, Map<string, Quantity>>();
  for (const row of rows) {
    if (row.partition !== partition) continue;
    const units = claimed.get(row.sku) ?? new Map<string, Quantity>();
    claimed.set(row.sku, units.set(row.location, row.claimed));
  }
  return { claimed, held: [], facts: [], used: new Map() };
}
