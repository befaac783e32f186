/** Tokens are counted in 10⁻¹² parts, so that nanoseconds × thousandths of tokens per second stay whole. */
const PARTS = 1_000_000_000_000n;
const NS_PER_MS = 1_000_000n;

/** A monotonic clock, nanoseconds. */
export type Nanoseconds = () => bigint;

export interface BucketSize {
  /** most tokens it holds; three decimals count */
  readonly capacity: number;
  /** three decimals count */
  readonly refillPerSecond: number;
}

/** An exact token bucket: whole numbers only, so no rounding ever lends or withholds a token. */
export class TokenBucket {
  private readonly capacity: bigint;
  /** parts per nanosecond */
  private readonly rate: bigint;
  private level: bigint;
  private filledAt: bigint;

  constructor(
    size: BucketSize,
    private readonly now: Nanoseconds,
  ) {
    this.capacity = inParts(size.capacity);
    this.rate = BigInt(Math.round(size.refillPerSecond * 1000));
    this.level = this.capacity;
    this.filledAt = now();
  }

  /** Takes the tokens if all of them are there. */
  take(tokens: number): boolean {
    this.refill();
    const wanted = inParts(tokens);
    if (wanted > this.level) return false;
    this.level -= wanted;
    return true;
  }

  /** Whole milliseconds, rounded up, until `tokens` would be there; undefined when they never will. */
  msUntil(tokens: number): number | undefined {
    this.refill();
    const wanted = inParts(tokens);
    if (wanted > this.capacity) return undefined;
    if (wanted <= this.level) return 0;
    const ns = ceilDivide(wanted - this.level, this.rate);
    return Number(ceilDivide(ns, NS_PER_MS));
  }

  /** Whole tokens there now. */
  available(): number {
    this.refill();
    return Number(this.level / PARTS);
  }

  private refill(): void {
    const now = this.now();
    const filled = this.level + (now - this.filledAt) * this.rate;
    this.level = filled < this.capacity ? filled : this.capacity;
    this.filledAt = now;
  }
}

const inParts = (tokens: number): bigint => (BigInt(Math.round(tokens * 1000)) * PARTS) / 1000n;

const ceilDivide = (amount: bigint, by: bigint): bigint => (amount + by - 1n) / by;
