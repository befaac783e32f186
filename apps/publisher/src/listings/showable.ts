import type { Capabilities } from '#channels';
import type { Desired } from './listing.js';
import { offering, shownOffer } from './listing-offer.js';

/** What a channel can show of a listing. */
export type Showing = Pick<Capabilities, 'quantityCap' | 'showsOffers'>;

/** What a listing shall show, as far as its channel can: the rest makes no difference there. */
export function showable(desired: Desired, { quantityCap, showsOffers = [] }: Showing): Desired {
  const { quantity, offer, ...rest } = desired;
  const shown = shownOffer(offer, quantity, showsOffers);
  const isAbove = quantityCap !== null && quantity > quantityCap;
  if (!isAbove && shown === offer) return desired;
  return { ...rest, quantity: isAbove ? quantityCap : quantity, ...offering(shown) };
}
