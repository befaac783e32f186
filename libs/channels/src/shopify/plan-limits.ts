import type { TokenBucketLimit } from '../limiter/limit-dimension.js';

/**
 * Cost points a second, for each app and shop.
 * Source: shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits.
 */
const POINTS_PER_SECOND = { standard: 100, advanced: 200, plus: 1_000, enterprise: 2_000 } as const;

export type ShopifyPlan = keyof typeof POINTS_PER_SECOND;

/** The bucket holds 20 seconds' worth: answers of Standard shops tell 2,000 at 100 a second. */
const SECONDS_HELD = 20;

/** A mutation costs this much, however many rows it has. */
const MUTATION_POINTS = 10;

/** Reads may cost more than that; what is told in each answer puts the count right. */
export const planLimits = (plan: ShopifyPlan): readonly TokenBucketLimit[] => [
  {
    id: 'points',
    kind: 'tokenBucket',
    scope: 'account',
    counts: ['write', 'read', 'poll'],
    cost: 'points',
    perRequest: MUTATION_POINTS,
    perRow: 0,
    capacity: POINTS_PER_SECOND[plan] * SECONDS_HELD,
    refillPerSecond: POINTS_PER_SECOND[plan],
  },
];
