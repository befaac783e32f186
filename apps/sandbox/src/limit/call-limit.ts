import { TokenBucket, type BucketSize, type Nanoseconds } from './token-bucket.js';

/** What a call costs: `perRequest` + `perRow` × rows. */
export interface CallPrice {
  readonly perRequest: number;
  readonly perRow: number;
}

/** What an account with cost points tells in each answer. */
export interface Cost {
  readonly requested: number;
  readonly available: number;
  readonly restoreRate: number;
}

export type Admission =
  | { readonly admitted: true; readonly cost: Cost }
  | { readonly admitted: false; readonly cost: Cost; readonly retryAfterMs: number };

/** One account's limit: a price for each call, paid from one bucket. */
export class CallLimit {
  private readonly bucket: TokenBucket;

  constructor(
    private readonly size: BucketSize,
    private readonly price: CallPrice,
    now: Nanoseconds = () => process.hrtime.bigint(),
  ) {
    this.bucket = new TokenBucket(size, now);
  }

  admit(rows: number): Admission {
    const requested = this.price.perRequest + this.price.perRow * rows;
    if (this.bucket.take(requested)) return { admitted: true, cost: this.cost(requested) };
    const retryAfterMs = this.bucket.msUntil(requested) ?? NEVER_MS;
    return { admitted: false, cost: this.cost(requested), retryAfterMs };
  }

  private cost(requested: number): Cost {
    const available = this.bucket.available();
    return { requested, available, restoreRate: this.size.refillPerSecond };
  }
}

/** Said when a call costs more than the bucket holds. */
const NEVER_MS = 3_600_000;
