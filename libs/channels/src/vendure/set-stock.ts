import type { z } from 'zod';
import type { ListingRow } from '../port/listing-row.js';
import type { RowVerdict } from '../port/push-result.js';
import type { GraphRequest } from './admin-api.js';
import type { setData } from './answers.js';
import { SET_STOCK } from './documents.js';
import { availableOf, levelAt, type Stock } from './stock-of.js';

/** A row and the stock that is to be set for it. */
export interface Change {
  readonly row: Pick<ListingRow, 'sku' | 'quantity'>;
  readonly stock: Stock;
}

/**
 * One call that sets stock on hand, so that what is not allocated is the rows' quantities. Vendure takes
 * no condition: an order that comes between the reading and this is seen in the answer only.
 */
export const setStock = (changes: readonly Change[], stockLocationId: string): GraphRequest => ({
  query: SET_STOCK,
  variables: {
    input: changes.map(({ row, stock }) => ({
      id: stock.variantId,
      stockLevels: [{ stockLocationId, stockOnHand: row.quantity + stock.allocated }],
    })),
  },
});

/** What became of each change, by its sku, from the levels as they are after the write. */
export function setVerdicts(
  changes: readonly Change[],
  { updateProductVariants }: z.infer<typeof setData>,
  locationId: string,
): ReadonlyMap<string, RowVerdict> {
  const levels = new Map(
    updateProductVariants.flatMap((each) => (each ? [[each.id, each.stockLevels] as const] : [])),
  );
  return new Map(
    changes.map(({ row, stock }): [string, RowVerdict] => {
      const after = availableOf(levelAt(levels.get(stock.variantId) ?? [], locationId));
      return [row.sku, levels.has(stock.variantId) ? verdictOf(row.quantity, after) : GONE];
    }),
  );
}

const verdictOf = (told: number, available: number): RowVerdict =>
  told === available
    ? { outcome: 'applied' }
    : { outcome: 'unknown', reason: `${available} are available after ${told} were set` };

const GONE: RowVerdict = { outcome: 'unknown', reason: 'the answer does not tell of the variant' };
