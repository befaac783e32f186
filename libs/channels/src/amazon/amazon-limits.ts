import type { TokenBucketLimit } from '../limiter/limit-dimension.js';

/** Limits of single operations. */
export type AmazonLimit = 'patch-listings-item' | 'search-listings-items' | 'get-feed';

const perRequest = { kind: 'tokenBucket', cost: 'request', perRequest: 1, perRow: 0 } as const;

/**
 * What Amazon publishes for an app without a higher usage plan (listingsItems_2021-08-01.json,
 * feeds_2021-06-30.json, and the guide's 500 requests per second for all accounts of an app). The five
 * JSON listings feeds in five minutes concern one lane only, and are not among them.
 */
export const AMAZON_LIMITS: readonly (TokenBucketLimit & { readonly id: AmazonLimit | 'app' })[] = [
  {
    ...perRequest,
    id: 'patch-listings-item',
    scope: 'account',
    counts: ['write'],
    capacity: 5,
    refillPerSecond: 5,
  },
  {
    ...perRequest,
    id: 'search-listings-items',
    scope: 'account',
    counts: ['read'],
    capacity: 5,
    refillPerSecond: 5,
  },
  {
    ...perRequest,
    id: 'get-feed',
    scope: 'account',
    counts: ['poll'],
    capacity: 15,
    refillPerSecond: 2,
  },
  {
    ...perRequest,
    id: 'app',
    scope: 'app',
    counts: ['write', 'read', 'poll'],
    capacity: 500,
    refillPerSecond: 500,
  },
];
