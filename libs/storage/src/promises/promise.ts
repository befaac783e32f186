import type { Quantity } from '#domain';

/** A date by which an order gets what is not there yet. */
export interface OrderPromise {
  readonly orderRef: string;
  readonly sku: string;
  readonly channel: string;
  readonly units: Quantity;
  /** UTC date such as 2026-03-01 */
  readonly promisedFor: string;
  readonly policyVersion: string;
}

/** A promise as it was first made. */
export interface LockedPromise extends OrderPromise {
  /** UTC ISO 8601 */
  readonly promisedAt: string;
  /** whether this call made it */
  readonly isNew: boolean;
}
