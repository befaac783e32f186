import { isOrderedAhead } from '#domain';
import type { ListingOffer, ListingRow } from '../port/listing-row.js';
import type { AmazonEndpoint } from './amazon-endpoint.js';

export type PatchSettings = Pick<AmazonEndpoint, 'defaultProductType' | 'fulfillmentChannel'>;

/**
 * `ListingsItemPatchRequest` that sets a quantity. `merge` leaves alone what it does not name, where
 * `replace` would take away lead time and restock date that were left out.
 */
export const availabilityPatch = (row: ListingRow, settings: PatchSettings) => ({
  productType: row.ids['productType'] ?? settings.defaultProductType,
  patches: [
    {
      op: 'merge',
      path: '/attributes/fulfillment_availability',
      value: [
        {
          fulfillment_channel_code: settings.fulfillmentChannel,
          quantity: row.quantity,
          ...leadTime(row),
          ...restock(row),
        },
      ],
    },
  ],
});

const leadTime = ({ leadTimeDays }: ListingRow) =>
  leadTimeDays === null ? {} : { lead_time_to_ship_max_days: leadTimeDays };

/** Only what can be ordered ahead says when it is there. What is left out stays, so a date goes by a null. */
function restock({ offer, offerBefore }: ListingRow) {
  const from = arrivalOf(offer);
  if (from !== null) return { restock_date: from };
  return arrivalOf(offerBefore) === null ? {} : { restock_date: null };
}

const arrivalOf = (offer: ListingOffer | null | undefined): string | null =>
  offer && isOrderedAhead(offer.status) ? offer.availableFrom : null;
