import type { DataSource } from 'typeorm';
import type { Listings } from '../listings/listings.js';
import type { ListingMap } from '../mapping/listing-map.js';
import { readListingMap } from '../mapping/read-listing-map.js';
import { readDesired } from './read-desired.js';
import { readPublications } from './read-publications.js';

/**
 * A channel's listings as they are stored: what was told and answered, what they are made of, then what
 * they shall show.
 */
export async function recallListings(
  dataSource: DataSource,
  channel: string,
  { listings, map }: { readonly listings: Listings; readonly map: ListingMap },
): Promise<void> {
  await readPublications(dataSource, channel, (stored) => listings.recall(stored));
  await readListingMap(dataSource, channel, (listing) => map.put(listing));
  await readDesired(dataSource, channel, (item) => {
    for (const desired of map.desiredOf(item)) listings.offer(desired);
  });
}
