import type { ObservedListing } from '#channels';
import type { Desk } from '../calls/desk.js';
import { readNumbers } from '../storage/read-desired.js';
import type { MappedListing } from './mapped-listing.js';

const LEARN = `
  INSERT INTO channel_listing AS known (channel, sku, ids)
  SELECT $1, given.sku, given.ids FROM unnest($2::text[], $3::jsonb[]) AS given (sku, ids)
  ON CONFLICT (channel, sku) DO UPDATE SET ids = excluded.ids, changed_at = now()
  WHERE known.ids IS DISTINCT FROM excluded.ids
  RETURNING sku`;

/** Remembers listings that the channel was not known to have, and what it knows them by. */
export async function learnListings(
  desk: Pick<Desk, 'channel' | 'dataSource' | 'listings' | 'map'>,
  observed: readonly ObservedListing[],
): Promise<void> {
  const { channel, dataSource, map } = desk;
  const news = observed.filter(({ sku, ids }) => map.isNews(sku, ids));
  if (news.length === 0) return;
  await dataSource.query(LEARN, [
    channel,
    news.map(({ sku }) => sku),
    news.map(({ ids }) => JSON.stringify(ids)),
  ]);
  await putListings(
    desk,
    news.map(({ sku, ids }) => ({ ...map.listingOf(sku), ids })),
  );
}

/** From here on their numbers follow; those that there are already are offered. */
export async function putListings(
  { channel, dataSource, listings, map }: Pick<Desk, 'channel' | 'dataSource' | 'listings' | 'map'>,
  changed: readonly MappedListing[],
): Promise<void> {
  const items = new Set(changed.flatMap((listing) => map.put(listing)));
  if (items.size === 0) return;
  await readNumbers(dataSource, channel, [...items], (item) => {
    for (const desired of map.desiredOf(item)) listings.offer(desired);
  });
}
