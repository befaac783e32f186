import type { LogSpan } from '#messaging';

/**
 * How far this process has followed availability.v1. Its group commits nothing: what the log held
 * before is in the table `item`, so a process begins at the log's end and reads the table after that.
 */
export class FeedPositions {
  private readonly next = new Map<number, bigint>();
  private joined: Promise<void> | undefined;
  private hasJoined = false;

  /** @param catchUp reads what was stored until now */
  constructor(private readonly catchUp: () => Promise<void>) {}

  /**
   * Where a partition begins. `high` was asked for before, so nothing falls between the log's end and
   * the table. After a later rebalance the process goes on where it was.
   */
  async startFrom({ partition, low, high }: LogSpan): Promise<bigint> {
    const known = this.next.get(partition);
    if (known !== undefined) return clamp(known, low, high);
    if (this.hasJoined) return low;
    this.joined ??= this.catchUp();
    await this.joined;
    this.hasJoined = true;
    this.passed(partition, high);
    return high;
  }

  passed(partition: number, next: bigint): void {
    this.next.set(partition, next);
  }
}

const clamp = (offset: bigint, low: bigint, high: bigint): bigint => {
  if (offset < low) return low;
  return offset > high ? high : offset;
};
