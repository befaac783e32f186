/** A token bucket in milliseconds of a clock that is given, never read. */
export class TokenBucket {
  private tokens: number;

  constructor(
    readonly capacity: number,
    private readonly refillPerSecond: number,
    private updatedAtMs: number,
  ) {
    this.tokens = capacity;
  }

  available(nowMs: number): number {
    const elapsed = Math.max(0, nowMs - this.updatedAtMs);
    return Math.min(this.capacity, this.tokens + (elapsed / 1000) * this.refillPerSecond);
  }

  /** Milliseconds until so many tokens are there; never more than a full bucket is waited for. */
  msUntil(amount: number, nowMs: number): number {
    const missing = Math.min(amount, this.capacity) - this.available(nowMs);
    return missing <= 0 ? 0 : Math.ceil((missing / this.refillPerSecond) * 1000);
  }

  take(amount: number, nowMs: number): void {
    this.set(this.available(nowMs) - amount, nowMs);
  }

  /** Corrects the bucket by what the other side says, downwards only: their clock may lag ours. */
  lowerTo(amount: number, nowMs: number): void {
    this.set(Math.min(this.available(nowMs), amount), nowMs);
  }

  private set(tokens: number, nowMs: number): void {
    this.tokens = tokens;
    this.updatedAtMs = nowMs;
  }
}
