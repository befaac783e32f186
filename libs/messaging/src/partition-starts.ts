import type { Admin, Consumer } from 'kafkajs';
import type { ConsumerSpec, LogSpan } from './consumer-spec.js';
import { retryTransient } from './retry-transient.js';

/** The topic was made anew, or the records that we still need are gone: going on would lose changes. */
export class LogMismatchError extends Error {
  override name = 'LogMismatchError';
}

interface TopicSpans {
  readonly topic: string;
  readonly spans: readonly LogSpan[];
}

/** Where each assigned partition begins, looked up at assignment and awaited by its first batch. */
export class PartitionStarts {
  private starts = new Map<string, Promise<bigint | undefined>>();

  constructor(
    private readonly consumer: Consumer,
    private readonly admin: Admin,
    private readonly spec: ConsumerSpec,
    private readonly warn: (where: string, error: unknown, waitMs: number) => void,
  ) {}

  /**
   * Called when the group has settled; seeks every partition to the offset its stage asks for. While the
   * database is away it is asked again, until the partitions are assigned anew.
   */
  assign(assignment: Readonly<Record<string, number[]>>, failed: (error: unknown) => void): void {
    const starts = new Map<string, Promise<bigint | undefined>>();
    this.starts = starts;
    for (const [topic, partitions] of Object.entries(assignment)) {
      const retried = <T>(work: () => Promise<T>) =>
        retryTransient(
          async () => (this.starts === starts ? work() : undefined),
          (error, waitMs) => this.warn(`start of ${topic}`, error, waitMs),
        );
      const spans = retried(() => this.spansOf(topic));
      for (const partition of partitions) {
        const start = spans.then((known) => known && retried(() => this.begin(known, partition)));
        start.catch(failed);
        starts.set(`${topic}/${partition}`, start);
      }
    }
  }

  /** undefined: the partition is not this process's any more */
  of(topic: string, partition: number): Promise<bigint | undefined> | undefined {
    return this.starts.get(`${topic}/${partition}`);
  }

  private async begin({ topic, spans }: TopicSpans, partition: number): Promise<bigint> {
    const span = spans.find((known) => known.partition === partition);
    if (!span) throw new LogMismatchError(`topic ${topic} has no partition ${partition}`);
    const offset = await this.spec.startFrom(span);
    if (offset > span.high) await this.expectEnd(span, offset);
    if (offset < span.low && offset > 0n) {
      throw new LogMismatchError(
        `${topic}/${partition} begins at ${span.low}, but ${offset} is the next to process: retention removed changes`,
      );
    }
    const start = offset < span.low ? span.low : offset;
    this.consumer.seek({ topic, partition, offset: start.toString() });
    return start;
  }

  /** The owner before may have gone on after the topic's end was looked up. */
  private async expectEnd({ topic, partition }: LogSpan, offset: bigint): Promise<void> {
    const { spans } = await this.spansOf(topic);
    const high = spans.find((known) => known.partition === partition)?.high ?? 0n;
    if (offset <= high) return;
    throw new LogMismatchError(
      `${topic}/${partition} ends at ${high}, but ${offset} was already processed: the topic was made anew`,
    );
  }

  private async spansOf(topic: string): Promise<TopicSpans> {
    const offsets = await this.admin.fetchTopicOffsets(topic);
    const spans = offsets.map(({ partition, low, high }) => ({
      topic,
      partition,
      low: BigInt(low),
      high: BigInt(high),
    }));
    return { topic, spans };
  }
}
