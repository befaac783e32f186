import type { BucketSize } from '../limit/token-bucket.js';

export interface ReceiverOptions {
  readonly path: string;
  /** `whsec_` and base64; deliveries are taken that have a signature of one of them */
  readonly secret: string;
  /** bearer token; null: none is asked for */
  readonly token: string | null;
  /** deliveries; left out: any pace */
  readonly pace: BucketSize;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

export const RECEIVER_DEFAULTS: ReceiverOptions = {
  path: '/hooks/stock',
  secret: `whsec_${Buffer.from('the receiver knows this secret: 0').toString('base64')}`,
  token: 'rcv_7d1c3c0e5b8f4a21',
  pace: { capacity: 1_000_000, refillPerSecond: 1_000_000 },
  now: () => Date.now(),
};
