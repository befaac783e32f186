import type { ListingOffer } from '#channels';
import { isSameOffer, offering } from './listing-offer.js';

/** What the marketplace shows. */
export interface Shown {
  readonly version: number;
  readonly quantity: number;
  /** false: seen by a read-back that did not find what was sent; that may still be on its way */
  readonly isSure: boolean;
  /** where it is not sure: one that may be shown */
  readonly offer?: ListingOffer;
}

/** Most listings have no offer: those take no room for one. */
export const shownAs = (
  { version, quantity, offer }: Omit<Shown, 'isSure'>,
  isSure: boolean,
): Shown => (offer ? { version, quantity, isSure, offer } : { version, quantity, isSure });

/** What is shown, as what shall be. @param recordedAt UTC ISO 8601: since when, where it turns out to be wrong */
export const desiredOf = (
  sku: string,
  { version, quantity, offer }: Shown,
  recordedAt: string,
) => ({ sku, version, quantity, recordedAt, ...offering(offer) });

/** The same version was told without its offer, or with another: by a connector that shows less, or more. */
export const hasOtherOffer = (
  shown: Shown | undefined,
  { version, offer }: Pick<Shown, 'version' | 'offer'>,
): boolean =>
  shown?.isSure === true && shown.version === version && !isSameOffer(shown.offer, offer);
