import type { TokenBucketLimit } from '#channels';

/** A token bucket of requests: ten at once, five a second, unless the part says otherwise. */
export const tokenBucket = (part: Partial<TokenBucketLimit> = {}): TokenBucketLimit => ({
  id: 'calls',
  kind: 'tokenBucket',
  scope: 'account',
  counts: ['write', 'read', 'poll'],
  cost: 'request',
  capacity: 10,
  refillPerSecond: 5,
  perRequest: 1,
  perRow: 0,
  ...part,
});
