import 'reflect-metadata';
import { createDataSource } from '#storage';
import { Listings } from '../../../apps/publisher/src/listings/listings.js';
import { ListingMap } from '../../../apps/publisher/src/mapping/listing-map.js';
import { recallListings } from '../../../apps/publisher/src/storage/recall-listings.js';
import { reportRebuild } from '../rebuild/report.js';

/** What a publisher does at its start: one channel's listings, out of both tables. */
const [, , databaseUrl = '', channel = '', rows = ''] = process.argv;
const dataSource = await createDataSource(databaseUrl, 'bench').initialize();
await reportRebuild(async () => {
  const listings = new Listings();
  const map = new ListingMap({ unlisted: 'publish', leadTimeDays: null });
  await recallListings(dataSource, channel, { listings, map, quotas: undefined });
  const urgent = listings.picker.pick(Number(rows)).length;
  return { rows: Number(rows), urgent, keep: listings };
});
await dataSource.destroy();
