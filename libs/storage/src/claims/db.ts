import { parseQuantity, type Quantity } from '#domain';
import type { EntityManager } from 'typeorm';

/** A connection within a transaction. */
export type Db = Pick<EntityManager, 'query'>;

export function quantityOf(numeric: string): Quantity {
  const quantity = parseQuantity(numeric);
  if (quantity === undefined)
    throw new Error(`the database holds ${numeric}, which is no quantity`);
  return quantity;
}

/** Claims changed while a decision about them was made: nothing is stored, try again. */
export class ClaimsMovedError extends Error {
  override name = 'ClaimsMovedError';
  readonly retriable = true;
}
