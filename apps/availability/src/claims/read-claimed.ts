import type { EntityManager } from 'typeorm';
import type { ClaimedUnits } from '../counted-stock.js';
import { quantityOf } from '../ledger-json.js';
import { claimedOf } from './claim-state.js';

/** What claims hold of items, by item and location. */
export async function readClaimed(
  manager: EntityManager,
  partition: number,
  skus: readonly string[],
): Promise<ReadonlyMap<string, ClaimedUnits>> {
  const rows = await manager.query<{ sku: string; location: string; claimed: string }[]>(
    `SELECT sku, location, claimed::text AS claimed FROM location_stock
     WHERE partition = $1 AND sku = ANY ($2::text[]) AND claimed > 0`,
    [partition, skus],
  );
  const claimed = rows.map((row) => ({ ...row, partition, claimed: quantityOf(row.claimed) }));
  return claimedOf(claimed, partition).claimed;
}
