import type { ObservedListing } from '#channels';
import { callContext } from '../calls/call-context.js';
import type { CallEnd } from '../calls/call-end.js';
import type { Desk } from '../calls/desk.js';
import { notNow } from '../calls/not-now.js';
import { learnListings } from '../mapping/learn-listings.js';
import { noteListed } from './drift.repository.js';

/**
 * What a channel sold by itself it shows before its order is here: our higher number would sell it twice.
 * So long a lower number may stand.
 */
const SOLD_WITHIN_MS = 15 * 60_000;

/**
 * Reads one page of all that the channel lists: learns listings and their ids, and finds what shows another
 * number than the one that was acknowledged. That is read once more by itself, and put right.
 */
export async function scanPage(desk: Desk): Promise<CallEnd> {
  const { channel, connector, dataSource, limiter, now, scan } = desk;
  const settleLimit = limiter.start(1, 'read');
  const page = await connector.list(scan.after, callContext(scan.lane)).catch((error: unknown) => {
    settleLimit({ charged: true });
    throw error;
  });
  if (page.kind !== 'page') return notNow(desk, 'list', page, settleLimit);
  settleLimit({ charged: true, ...(page.hints && { hints: page.hints }) });
  await learnListings(desk, page.listings);
  for (const observed of page.listings) compare(desk, observed);
  if (scan.passed(page.next, now())) await noteListed(dataSource, channel);
  return 'fine';
}

function compare(
  { clock, listings, map, now, pending }: Desk,
  { sku, quantity }: ObservedListing,
): void {
  if (!map.has(sku) && !listings.has(sku)) return;
  listings.sightings.observe(sku, quantity);
  const settled = listings.sightings.settled(sku, clock().toISOString(), now());
  if (!settled || settled.quantity === quantity) return;
  const waitMs = quantity < settled.quantity ? SOLD_WITHIN_MS : 0;
  pending.suspect(now() + waitMs, settled);
}
