import type { ReadBackResult } from '../port/read-result.js';
import type { AdminApi } from './admin-api.js';
import { lookUp } from './look-up.js';
import { availableOf, stockOf } from './stock-of.js';

/** What the skus' variants may still sell; absent: what takes no quantity. */
export async function readRows(
  api: AdminApi,
  skus: readonly string[],
  locationId: string,
  signal: AbortSignal,
): Promise<ReadBackResult> {
  const found = await lookUp(api, skus, locationId, signal);
  if (found.kind !== 'variants') return found;
  const quantities = new Map<string, number>();
  for (const sku of skus) {
    const stock = stockOf(sku, found.data, locationId);
    if (stock.kind === 'stock') quantities.set(sku, availableOf(stock));
  }
  return { kind: 'read', quantities };
}
