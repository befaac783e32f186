/** What the marketplace shows for an item. */
export interface Listing {
  readonly sku: string;
  readonly quantity: number;
  /** UTC */
  readonly updatedAt: string;
}

export interface QuantityRow {
  readonly sku: string;
  readonly quantity: number;
}

/** The answer to one row. */
export interface RowResult {
  readonly sku: string;
  readonly status: 'accepted' | 'rejected';
  readonly code?: string;
}

const SKU = /^[\x21-\x7e](?:[\x20-\x7e]{0,62}[\x21-\x7e])?$/;
const MOST_UNITS = 999_999;

/** Judges a row by itself; one bad row leaves the others alone. */
export function judgeRow({ sku, quantity }: QuantityRow): RowResult {
  if (!SKU.test(sku)) return { sku, status: 'rejected', code: 'sku_invalid' };
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > MOST_UNITS) {
    return { sku, status: 'rejected', code: 'quantity_out_of_range' };
  }
  return { sku, status: 'accepted' };
}
