import type { Item, Offer } from './stock.js';
import { unknownSku } from './vendor-error.js';

const availability = ({ quantity }: Item) => ({ shipToLocationAvailability: { quantity } });

/** A row of `bulkGetInventoryItem`. */
export const itemRow = (sku: string, item: Item | undefined) =>
  item
    ? { statusCode: 200, sku, inventoryItem: { sku, availability: availability(item) } }
    : { statusCode: 404, sku, errors: [unknownSku(sku)] };

/** A record of `getInventoryItems`. */
export const listedItem = (item: Item) => ({
  sku: item.sku,
  locale: 'en_US',
  condition: 'NEW',
  availability: availability(item),
});

/** A record of `getOffers`. */
export const offerRecord = ({
  availableQuantity,
  isPublished,
  listingId,
  offerId,
  sku,
}: Offer) => ({
  offerId,
  sku,
  marketplaceId: 'EBAY_US',
  format: 'FIXED_PRICE',
  ...(availableQuantity !== null && { availableQuantity }),
  status: isPublished ? 'PUBLISHED' : 'UNPUBLISHED',
  ...(isPublished && { listing: { listingId, listingStatus: 'ACTIVE', soldQuantity: 0 } }),
});
