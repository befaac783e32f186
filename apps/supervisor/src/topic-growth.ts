import type { Admin } from 'kafkajs';

/** Since when no topic of a source has grown, told by asking again and again. */
export class TopicGrowth {
  private readonly sums = new Map<string, { readonly sum: bigint; readonly since: Date }>();

  constructor(private readonly admin: Pick<Admin, 'fetchTopicOffsets'>) {}

  /** @returns seconds since the last growth that was seen; 0 at the first look */
  async silentSeconds(source: string, topics: readonly string[], now: Date): Promise<number> {
    let sum = 0n;
    for (const topic of topics) {
      for (const { high } of await this.admin.fetchTopicOffsets(topic)) sum += BigInt(high);
    }
    const known = this.sums.get(source);
    if (known?.sum === sum) return (now.getTime() - known.since.getTime()) / 1000;
    this.sums.set(source, { sum, since: now });
    return 0;
  }

  /** After a restart the connector gets its time anew. */
  forget(source: string): void {
    this.sums.delete(source);
  }
}
