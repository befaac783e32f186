import type { DataSource } from 'typeorm';
import type { Desk } from '../calls/desk.js';
import { readListingMap } from '../mapping/read-listing-map.js';
import { recallWrites } from '../quotas/listing-write.repository.js';
import { readDesired } from './read-desired.js';
import { readPublications } from './read-publications.js';

/**
 * A channel's listings as they are stored: what they are made of, how often they were written, what was
 * told and answered, then what they shall show.
 */
export async function recallListings(
  dataSource: DataSource,
  channel: string,
  { listings, map, quotas }: Pick<Desk, 'listings' | 'map' | 'quotas'>,
): Promise<void> {
  await readListingMap(dataSource, channel, (listing) => map.put(listing));
  if (quotas) await recallWrites(dataSource, channel, quotas);
  await readPublications(dataSource, channel, (stored) => {
    listings.recall(stored);
    const { acknowledged, isRejected, sent } = stored;
    const isAnswered = isRejected || acknowledged?.version === sent.version;
    if (!isAnswered) quotas?.recallUnanswered(sent.sku);
  });
  await readDesired(dataSource, channel, (item) => {
    for (const desired of map.desiredOf(item)) listings.offer(desired);
  });
}
