import { TokenBucket, type BucketSize } from '../limit/token-bucket.js';
import type { OperationId } from './vendor-models.js';

export type QuotaSizes = Partial<Readonly<Record<OperationId, BucketSize>>>;

/** Where a test does not say otherwise, nobody is throttled. */
const AMPLE: BucketSize = { capacity: 1_000_000, refillPerSecond: 1_000_000 };

export type Admission =
  /** @param rate requests per second of this operation for this account and app */
  { readonly admitted: true; readonly rate: number } | { readonly admitted: false };

export const bucketOf = (size: BucketSize, now: () => number): TokenBucket =>
  new TokenBucket(size, () => BigInt(Math.round(now() * 1e6)));

/** One account's buckets, one for each operation, above which is the app's with all of its accounts. */
export class Quotas {
  private readonly buckets = new Map<OperationId, TokenBucket>();

  constructor(
    private readonly sizes: QuotaSizes,
    private readonly app: TokenBucket | null,
    private readonly now: () => number,
  ) {}

  admit(operation: OperationId): Admission {
    const size = this.sizes[operation] ?? AMPLE;
    const bucket = this.buckets.get(operation) ?? bucketOf(size, this.now);
    this.buckets.set(operation, bucket);
    const isAdmitted = (this.app?.take(1) ?? true) && bucket.take(1);
    return isAdmitted ? { admitted: true, rate: size.refillPerSecond } : { admitted: false };
  }
}
