/** A partition's next offset to write, and the first one that it still holds. */
export interface PartitionEnds {
  readonly partition: number;
  readonly high: string;
  readonly low: string;
}

export interface PartitionOffset {
  readonly partition: number;
  readonly offset: string;
}

/** What a broker tells of a topic's partitions. */
export interface TopicOffsets {
  ends(topic: string): Promise<readonly PartitionEnds[]>;
  /** offset of the first message written at that time or later; the next one to write where there is none */
  since(topic: string, time: Date): Promise<readonly PartitionOffset[]>;
}

/** How far a stage is on one partition. */
export interface Applied {
  readonly partition: number;
  /** next offset whose effect is not stored yet */
  readonly applied: string;
}

/** Partitions with messages that are not applied. */
export interface Waiting {
  readonly messages: number;
  readonly from: ReadonlyMap<number, bigint>;
}

/** A partition without progress has applied nothing of what it still holds. */
export function waitingOn(ends: readonly PartitionEnds[], progress: readonly Applied[]): Waiting {
  const from = new Map<number, bigint>();
  let messages = 0n;
  for (const { partition, high, low } of ends) {
    const stored = progress.find((row) => row.partition === partition)?.applied ?? '0';
    const applied = BigInt(stored) > BigInt(low) ? BigInt(stored) : BigInt(low);
    if (BigInt(high) <= applied) continue;
    messages += BigInt(high) - applied;
    from.set(partition, applied);
  }
  return { messages: Number(messages), from };
}

const LONGEST_SECONDS = 2 ** 22;
const REFINEMENTS = 4;

/**
 * Age of the oldest waiting message, in seconds: found by asking which offsets are older than what,
 * doubling and then halving. True to within a sixteenth, never too old.
 */
export async function oldestAgeSeconds(
  topic: string,
  { from }: Waiting,
  offsets: TopicOffsets,
  now: Date,
): Promise<number> {
  if (from.size === 0) return 0;
  const isOlderThan = async (seconds: number): Promise<boolean> => {
    const written = await offsets.since(topic, new Date(now.getTime() - seconds * 1000));
    return written.some(({ partition, offset }) => {
      const applied = from.get(partition);
      return applied !== undefined && BigInt(offset) > applied;
    });
  };
  let [atLeast, below] = [0, 1];
  while (below < LONGEST_SECONDS && (await isOlderThan(below)))
    [atLeast, below] = [below, below * 2];
  for (let step = 0; step < REFINEMENTS; step += 1) {
    const middle = (atLeast + below) / 2;
    if (await isOlderThan(middle)) atLeast = middle;
    else below = middle;
  }
  return atLeast;
}
