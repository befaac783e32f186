import type { WindowLimit } from '../limiter/limit-dimension.js';
import type { ListingLimit } from '../limiter/listing-quota.js';
import { MOST_READ } from './read-items.js';

const DAY_MS = 86_400_000;

/**
 * The Inventory API's default for all calls of an app, 2 million a day
 * (developer.ebay.com/develop/get-started/api-call-limits). Where offers are read, a read-back is a call
 * for its items and one for each of their offers: all calls count as much as that, so that the count is
 * never too low.
 */
export const ebayLimits = (offerQuantities: boolean): readonly WindowLimit[] => [
  {
    id: 'app-calls',
    kind: 'fixedWindow',
    scope: 'app',
    counts: ['write', 'read', 'poll'],
    cost: 'points',
    perRequest: offerQuantities ? 1 + MOST_READ : 1,
    perRow: 0,
    capacity: 2_000_000,
    windowMs: DAY_MS,
  },
];

/**
 * "Each listing can be revised up to 250 times in one calendar day" (bulkUpdatePriceQuantity). The
 * variations of one listing are revised together: it is counted by `listingId` where that is known.
 */
export const EBAY_REVISIONS: ListingLimit = {
  capacity: 250,
  keptForZeros: 25,
  windowMs: DAY_MS,
};
