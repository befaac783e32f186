import type { TokenBucketLimit } from '../limiter/limit-dimension.js';

/**
 * Vendure has no limit. This is a pace that a small shop keeps up with, which checks the key with bcrypt
 * for each field of a request; what it really bears is the policy's to say.
 */
export const VENDURE_LIMITS: readonly TokenBucketLimit[] = [
  {
    id: 'calls',
    kind: 'tokenBucket',
    scope: 'account',
    counts: ['write', 'read'],
    cost: 'request',
    perRequest: 1,
    perRow: 0,
    capacity: 10,
    refillPerSecond: 5,
  },
];
