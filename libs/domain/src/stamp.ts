/**
 * When a movement was written, in its source's own order.
 *
 * `at`: UTC ISO 8601 with milliseconds, so that text order is time order: the commit time of a streamed
 * change, the business time of a snapshot read.
 * `read`: a snapshot read; its log position says when it was read, not when it was written.
 */
export interface Stamp {
  readonly epoch: number;
  readonly position: string;
  readonly at: string;
  readonly read: boolean;
}

/** The moment at which a count was taken: movements up to it are in the count. */
export interface Cut extends Stamp {
  /** the count was saved later than it was taken, so only its time is known */
  readonly backdated: boolean;
}

/**
 * Whether a movement came after the count. Log positions decide where both are known; times of one
 * source's clock decide for snapshot reads and back-dated counts (a tie counts as before).
 */
export function isAfter(stamp: Stamp, cut: Cut): boolean {
  if (stamp.epoch !== cut.epoch) return stamp.epoch > cut.epoch;
  if (stamp.read || cut.read || cut.backdated) return stamp.at > cut.at;
  return stamp.position > cut.position;
}

/** Which of two counts is the newer one; 0 only for equal cuts. */
export function compareCuts(one: Cut, other: Cut): number {
  if (one.epoch !== other.epoch) return one.epoch - other.epoch;
  return compareText(one.at, other.at) || compareText(one.position, other.position);
}

const compareText = (one: string, other: string): number =>
  one === other ? 0 : one < other ? -1 : 1;
