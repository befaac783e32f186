import { TokenBucket, type BucketSize } from '../limit/token-bucket.js';

const NS_PER_MS = 1_000_000;

/** `extensions.cost` of an answer. */
export interface ToldCost {
  readonly requestedQueryCost: number;
  readonly actualQueryCost: number | null;
  readonly throttleStatus: {
    readonly maximumAvailable: number;
    readonly currentlyAvailable: number;
    readonly restoreRate: number;
  };
}

/** Cost points of one app and shop. */
export class Points {
  private readonly bucket: TokenBucket;

  /** @param now milliseconds of a monotonic clock */
  constructor(
    private readonly size: BucketSize,
    now: () => number,
  ) {
    this.bucket = new TokenBucket(size, () => BigInt(Math.round(now() * NS_PER_MS)));
  }

  /** The bucket must have room for what is asked for; what it really costs is taken afterwards. */
  canPay(requested: number): boolean {
    return this.bucket.msUntil(requested) === 0;
  }

  pay(actual: number): void {
    this.bucket.take(actual);
  }

  told(requested: number, actual: number | null): ToldCost {
    return this.status(requested, actual, this.bucket.available());
  }

  /** What is told to a call that is turned away whatever the bucket holds. */
  exhausted(requested: number): ToldCost {
    return this.status(requested, null, 0);
  }

  private status(requested: number, actual: number | null, available: number): ToldCost {
    const { capacity: maximumAvailable, refillPerSecond: restoreRate } = this.size;
    return {
      requestedQueryCost: requested,
      actualQueryCost: actual,
      throttleStatus: { maximumAvailable, currentlyAvailable: available, restoreRate },
    };
  }
}
