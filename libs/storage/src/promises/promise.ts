import type { Quantity } from '#domain';
import type { OrderRef } from '../claims/claim-call.js';

/** An order of a channel. */
export interface ChannelOrder {
  readonly channel: string;
  readonly order: OrderRef;
}

/** Units of an item that an order gets by a date, for they are not there yet. */
export interface OrderPromise extends ChannelOrder {
  readonly id: string;
  /** the order as the authority will call it */
  readonly causeId: string;
  readonly sku: string;
  readonly units: Quantity;
  /** UTC date such as 2026-03-01 */
  readonly promisedFor: string;
  readonly policyVersion: string;
}

/** A promise as it was first made, and what has become of it. */
export interface MadePromise extends OrderPromise {
  readonly promisedAt: Date;
  /** of its units, those that came and are claimed for the order */
  readonly served: Quantity;
  /** null: it waits */
  readonly closedAt: Date | null;
}
