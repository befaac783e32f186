import type { ListingOffer } from '#channels';
import type { Sent } from './listing.js';

/** What the database knows of a listing. */
export interface StoredPublication {
  readonly sent: Sent;
  readonly acknowledged: {
    readonly version: number;
    readonly quantity: number;
    readonly offer?: ListingOffer;
  } | null;
  readonly isRejected: boolean;
}
