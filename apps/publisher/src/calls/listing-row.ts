import type { ListingRow } from '#channels';
import type { Desired } from '../listings/listing.js';

/** What a connector is told of a listing. */
export const listingRow = (
  { sku, quantity, version }: Desired,
  shown: number | null,
): ListingRow => ({
  sku,
  quantity,
  version,
  shown,
  ids: {},
  leadTimeDays: null,
  offer: null,
});
