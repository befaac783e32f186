/** What a channel may say of an item, by schema.org's ItemAvailability. */
export const OFFER_STATUSES = [
  'InStock',
  'LimitedAvailability',
  'InStoreOnly',
  'BackOrder',
  'PreOrder',
  'OutOfStock',
] as const;

export type OfferStatus = (typeof OFFER_STATUSES)[number];

/** Whether customers order it before it is there, and ask when that is. */
export const isOrderedAhead = (status: OfferStatus): boolean =>
  status === 'PreOrder' || status === 'BackOrder';

export interface Offer {
  readonly status: OfferStatus;
  /** stores where customers may collect it */
  readonly pickup: readonly string[];
  /** units that may be ordered ahead, and when they arrive, `2026-03-01` */
  readonly preorder: { readonly units: number; readonly availableFrom: string } | null;
}

export interface OfferTerms {
  readonly units: number;
  readonly limitedBelow: number;
  readonly pickup: readonly string[];
  readonly preorder: Offer['preorder'];
  /** an item that was never sold is ordered before it appears, any other one after it ran out */
  readonly everSold: boolean;
}

/** What is nearest to the customer wins: on the shelf, in a store, on its way. */
export function offerOf({ units, limitedBelow, pickup, preorder, everSold }: OfferTerms): Offer {
  return { status: statusOf(), pickup, preorder };

  function statusOf(): OfferStatus {
    if (units > 0) return units <= limitedBelow ? 'LimitedAvailability' : 'InStock';
    if (pickup.length > 0) return 'InStoreOnly';
    if (preorder) return everSold ? 'BackOrder' : 'PreOrder';
    return 'OutOfStock';
  }
}
