import type { OfferStatus } from '#domain';

/** What one listing shall show. Absolute: writing it again changes nothing. */
export interface ListingRow {
  /** the channel's own name of the listing */
  readonly sku: string;
  /** whole units, at least 0 */
  readonly quantity: number;
  /** publish version: what a listing is told later has a higher one (promise I5) */
  readonly version: number;
  /** what it shows as far as is known; null: not known */
  readonly shown: number | null;
  /** what else the channel knows it by, under the connector's own terms, such as `inventoryItemId` */
  readonly ids: Readonly<Record<string, string>>;
  /** days from order to dispatch; null: as the channel has it */
  readonly leadTimeDays: number | null;
  readonly offer: ListingOffer | null;
  /** an offer that it was told before, and may show until it is told otherwise; left out: none */
  readonly offerBefore?: ListingOffer;
}

/** What the channel may say beside the number, where it can; null: in stock or not, by the number. */
export interface ListingOffer {
  readonly status: OfferStatus;
  /** UTC date such as 2026-03-01 from which what is ordered ahead is there */
  readonly availableFrom: string | null;
}

/** What a channel shows for a listing. */
export interface ObservedListing {
  readonly sku: string;
  readonly quantity: number;
  readonly ids: Readonly<Record<string, string>>;
}
