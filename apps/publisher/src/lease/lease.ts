/** Milliseconds on a clock that never goes back. */
export type MonotonicClock = () => number;

/** A fence that the database checks with every write. */
export interface Fence {
  readonly channel: string;
  readonly owner: string;
  readonly epoch: bigint;
}

/** The database says that another process owns the account now (promise I4). */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';

  constructor({ channel, owner, epoch }: Fence) {
    super(`the lease of ${channel} at epoch ${epoch} no longer belongs to ${owner}`);
  }
}

/** The right to write to one channel account, for a while. */
export class Lease implements Fence {
  constructor(
    readonly channel: string,
    readonly owner: string,
    readonly epoch: bigint,
    private untilMs: number,
    private readonly now: MonotonicClock,
  ) {}

  renew(untilMs: number): void {
    this.untilMs = untilMs;
  }

  /**
   * Whether it is ours for so many milliseconds more. A call that starts only then has ended before
   * another process may begin.
   */
  holdsFor(ms: number): boolean {
    return this.now() + ms < this.untilMs;
  }
}
