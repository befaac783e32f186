import type { Admin } from 'kafkajs';

export interface Growth {
  /** seconds since a topic was last seen to grow, or since the first look */
  readonly silentSeconds: number;
  /** whether one has grown since the connector was last started, as far as is known */
  readonly hasSpoken: boolean;
}

interface Known {
  readonly sum: bigint;
  readonly since: Date;
  readonly hasSpoken: boolean;
}

/** Since when no topic of a source has grown, told by asking again and again. */
export class TopicGrowth {
  private readonly sources = new Map<string, Known>();

  constructor(private readonly admin: Pick<Admin, 'fetchTopicOffsets'>) {}

  async look(source: string, topics: readonly string[], now: Date): Promise<Growth> {
    let sum = 0n;
    for (const topic of topics) {
      for (const { high } of await this.admin.fetchTopicOffsets(topic)) sum += BigInt(high);
    }
    const known = this.sources.get(source);
    const seen = known?.sum === sum ? known : { sum, since: now, hasSpoken: known !== undefined };
    this.sources.set(source, seen);
    return {
      silentSeconds: (now.getTime() - seen.since.getTime()) / 1000,
      hasSpoken: seen.hasSpoken,
    };
  }

  /** A connector that is started anew, or cannot speak, gets its time anew. */
  forget(source: string): void {
    this.sources.delete(source);
  }
}
