import type { DataSource } from 'typeorm';
import type { Listings } from '../listings/listings.js';
import { readDesired } from './read-desired.js';
import { readPublications } from './read-publications.js';

/** A channel's listings as they are stored: what was told and answered, then what shall be shown. */
export async function recallListings(
  dataSource: DataSource,
  channel: string,
  listings: Listings,
): Promise<void> {
  await readPublications(dataSource, channel, (stored) => listings.recall(stored));
  await readDesired(dataSource, channel, (desired) => listings.offer(desired));
}
