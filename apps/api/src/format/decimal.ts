import { formatQuantity, parseQuantity, type Quantity } from '#domain';

/** A `numeric(24, 6)` of ours as an exact quantity. */
export function quantityOf(numeric: string): Quantity {
  const quantity = parseQuantity(numeric);
  if (quantity === undefined)
    throw new Error(`the database holds ${numeric} where a quantity belongs`);
  return quantity;
}

/** The shortest plain decimal: `12.000000` reads `12`. */
export const decimal = (numeric: string): string => formatQuantity(quantityOf(numeric));
