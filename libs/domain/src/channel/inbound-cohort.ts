import type { Quantity } from '../quantity.js';

/** What one purchase order still brings to a location of the pool, and when. */
export interface InboundCohort {
  readonly location: string;
  readonly purchase: string;
  readonly vendor: string | null;
  /** UTC day since 1970; null: nobody said when */
  readonly eta: number | null;
  /** negative: so much of the purchase order arrived */
  readonly quantity: Quantity;
}
