import type { ReadBackResult } from '../port/read-result.js';
import { lookUp, type Desk } from './read-variants.js';
import { availableOf, stockOf } from './stock-of.js';

/** What the skus' variants may still sell; absent: what takes no quantity. */
export async function readRows(
  desk: Desk,
  skus: readonly string[],
  signal: AbortSignal,
): Promise<ReadBackResult> {
  const found = await lookUp(desk, skus, signal);
  if (found.kind !== 'variants') return found;
  const quantities = new Map<string, number>();
  for (const sku of skus) {
    const stock = stockOf(sku, found.list, found.shop);
    if (stock.kind === 'stock') quantities.set(sku, availableOf(stock));
  }
  return { kind: 'read', quantities };
}
