import type { DataSource } from 'typeorm';
import type { Listings } from '../listings/listings.js';
import { readPublications } from './read-publications.js';
import type { StoredItems } from './stored-items.js';

/** A channel's listings as they are stored: what was told and answered, then what shall be shown. */
export async function recallListings(
  dataSource: DataSource,
  items: StoredItems,
  channel: string,
  listings: Listings,
): Promise<void> {
  await readPublications(dataSource, channel, (row) => listings.recall(row));
  await items.readAll(({ sku, version, channels, recordedAt }) => {
    const quantity = channels[channel];
    if (quantity !== undefined) listings.offer({ sku, version, quantity, recordedAt });
  });
}
