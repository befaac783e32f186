import type { Admin, Consumer } from 'kafkajs';
import type { ConsumerSpec, LogSpan } from './consumer-spec.js';

/** The topic was made anew, or the records that we still need are gone: going on would lose changes. */
export class LogMismatchError extends Error {
  override name = 'LogMismatchError';
}

/** Where each assigned partition begins, looked up at assignment and awaited by its first batch. */
export class PartitionStarts {
  private readonly starts = new Map<string, Promise<bigint>>();

  constructor(
    private readonly consumer: Consumer,
    private readonly admin: Admin,
    private readonly spec: ConsumerSpec,
  ) {}

  /** Called when the group has settled; seeks every partition to the offset its stage asks for. */
  assign(assignment: Readonly<Record<string, number[]>>, failed: (error: unknown) => void): void {
    this.starts.clear();
    for (const [topic, partitions] of Object.entries(assignment)) {
      const spans = this.spansOf(topic);
      for (const partition of partitions) {
        const start = spans.then((known) => this.begin(topic, partition, known));
        start.catch(failed);
        this.starts.set(`${topic}/${partition}`, start);
      }
    }
  }

  of(topic: string, partition: number): Promise<bigint> | undefined {
    return this.starts.get(`${topic}/${partition}`);
  }

  private async begin(topic: string, partition: number, spans: LogSpan[]): Promise<bigint> {
    const span = spans.find((known) => known.partition === partition);
    if (!span) throw new LogMismatchError(`topic ${topic} has no partition ${partition}`);
    const offset = await this.spec.startFrom(span);
    if (offset > span.high) {
      throw new LogMismatchError(
        `${topic}/${partition} ends at ${span.high}, but ${offset} was already processed: the topic was made anew`,
      );
    }
    if (offset < span.low && offset > 0n) {
      throw new LogMismatchError(
        `${topic}/${partition} begins at ${span.low}, but ${offset} is the next to process: retention removed changes`,
      );
    }
    const start = offset < span.low ? span.low : offset;
    this.consumer.seek({ topic, partition, offset: start.toString() });
    return start;
  }

  private async spansOf(topic: string): Promise<LogSpan[]> {
    const offsets = await this.admin.fetchTopicOffsets(topic);
    return offsets.map(({ partition, low, high }) => ({
      topic,
      partition,
      low: BigInt(low),
      high: BigInt(high),
    }));
  }
}
