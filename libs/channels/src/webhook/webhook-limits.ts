import type { TokenBucketLimit } from '../limiter/limit-dimension.js';

/** A pace that a small receiver keeps up with; what it really bears is the policy's to say. */
export const WEBHOOK_LIMITS: readonly TokenBucketLimit[] = [
  {
    id: 'deliveries',
    kind: 'tokenBucket',
    scope: 'account',
    counts: ['write'],
    cost: 'request',
    perRequest: 1,
    perRow: 0,
    capacity: 10,
    refillPerSecond: 5,
  },
];
