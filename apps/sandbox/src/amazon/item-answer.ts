import type { Shelved } from './shelf.js';

/** The vendor's `Item`, with the data sets that were asked for. */
export function itemOf(listing: Shelved, query: URLSearchParams, marketplaceId: string): object {
  const { availability, createdDate, productType, sku } = listing;
  const included = (query.get('includedData') ?? 'summaries').split(',');
  return {
    sku,
    ...(included.includes('summaries') && {
      summaries: [
        {
          marketplaceId,
          asin: 'B071VG5N9D',
          productType,
          status: ['BUYABLE'],
          createdDate,
          lastUpdatedDate: createdDate,
        },
      ],
    }),
    ...(included.includes('fulfillmentAvailability') && {
      fulfillmentAvailability: [...availability.values()].map((each) => ({
        fulfillmentChannelCode: each.fulfillment_channel_code,
        ...(each.quantity !== undefined && { quantity: each.quantity }),
      })),
    }),
  };
}
