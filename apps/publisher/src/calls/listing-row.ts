import type { ListingRow } from '#channels';
import type { Sent } from '../listings/listing.js';
import type { Desk } from './desk.js';

/** What a connector is told of a listing. @param shown what it shows as far as is known; null: not known */
export const listingRow = (
  { map }: Pick<Desk, 'map'>,
  { sku, quantity, version, offer, offerBefore }: Sent,
  shown: number | null,
): ListingRow => ({
  sku,
  quantity,
  version,
  shown,
  ...map.detailsOf(sku),
  offer: offer ?? null,
  ...(offerBefore && { offerBefore }),
});
