import type { WindowLimit } from '../limiter/limit-dimension.js';
import { MOST_READ } from './read-items.js';

const DAY_MS = 86_400_000;

/**
 * The Inventory API's default for all calls of an app, 2 million a day
 * (developer.ebay.com/develop/get-started/api-call-limits). Where offers are read, a read-back is a call
 * for its items and one for each of their offers: all calls count as much as that, so that the count is
 * never too low. "Each listing can be revised up to 250 times in one calendar day" (bulkUpdatePriceQuantity).
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
  {
    id: 'revisions',
    kind: 'fixedWindow',
    scope: 'listing',
    counts: ['write'],
    cost: 'row',
    perRequest: 0,
    perRow: 1,
    capacity: 250,
    windowMs: DAY_MS,
  },
];
