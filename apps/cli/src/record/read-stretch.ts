import type { Batch, Consumer, Kafka } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { recorded, type RecordedMessage } from './recorded-message.js';

export interface Span {
  readonly topic: string;
  /** `all` that it holds; so many of the `newest` of each partition; only what comes `from now` on */
  readonly from: 'all' | 'now' | { readonly newest: number };
}

interface PartitionSpan {
  readonly topic: string;
  readonly partition: number;
  readonly start: bigint;
  /** the offset to come to before the reading may end */
  readonly end: bigint;
}

/**
 * Hands over messages of topics as they are read, partition by partition in their order, until the ends
 * that the topics had at the call, and for at least so long. No offset is committed anywhere.
 *
 * @param forMs milliseconds to go on reading; 0: only what is there
 */
export async function readStretch(
  kafka: Kafka,
  spans: readonly Span[],
  forMs: number,
  take: (message: RecordedMessage) => void,
): Promise<void> {
  const partitions = await partitionSpans(kafka, spans);
  const left = new Set(partitions.filter(({ start, end }) => start < end).map(nameOf));
  if (left.size === 0 && forMs === 0) return;
  const groupId = `shelfwire-record-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100 });
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: spans.map(({ topic }) => topic), fromBeginning: true });
    await consume(consumer, { partitions, left, forMs, take });
  } finally {
    await consumer.disconnect();
    await forgetGroup(kafka, groupId);
  }
}

interface Reading {
  readonly partitions: readonly PartitionSpan[];
  /** names of partitions whose end is to come; emptied as they are reached */
  readonly left: Set<string>;
  readonly forMs: number;
  readonly take: (message: RecordedMessage) => void;
}

/** Resolves when the ends are reached and the time is over; rejects with what ends the consumer. */
function consume(consumer: Consumer, { partitions, left, forMs, take }: Reading): Promise<void> {
  const spans = new Map(partitions.map((span) => [nameOf(span), span]));
  return new Promise<void>((resolve, reject) => {
    let isOver = false;
    const endWhenRead = () => isOver && left.size === 0 && resolve();
    const timer = setTimeout(() => {
      isOver = true;
      endWhenRead();
    }, forMs);
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    consumer.on('consumer.crash', ({ payload }) => fail(payload.error));
    const eachBatch = ({ batch }: { batch: Batch }) => {
      const span = spans.get(nameOf(batch));
      if (span) takeBatch(batch, span, take);
      if (span && BigInt(batch.lastOffset()) + 1n >= span.end) left.delete(nameOf(batch));
      endWhenRead();
      return Promise.resolve();
    };
    consumer
      .run({ autoCommit: false, eachBatch })
      .catch((error: unknown) => fail(error instanceof Error ? error : new Error(String(error))));
    for (const { topic, partition, start } of partitions) {
      consumer.seek({ topic, partition, offset: String(start) });
    }
  });
}

function takeBatch(
  { topic, partition, messages }: Batch,
  { start }: PartitionSpan,
  take: Reading['take'],
): void {
  for (const message of messages) {
    if (BigInt(message.offset) >= start) take(recorded(topic, partition, message));
  }
}

async function partitionSpans(kafka: Kafka, spans: readonly Span[]): Promise<PartitionSpan[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const all: PartitionSpan[] = [];
    for (const { topic, from } of spans) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        const [first, end] = [BigInt(low), BigInt(high)];
        const newest = typeof from === 'object' ? end - BigInt(from.newest) : first;
        const start = from === 'now' ? end : newest > first ? newest : first;
        all.push({ topic, partition, start, end });
      }
    }
    return all;
  } finally {
    await admin.disconnect();
  }
}

/** The group was for this one reading; an empty one would go away by itself, later. */
async function forgetGroup(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteGroups([groupId]).catch(() => undefined);
  await admin.disconnect();
}

const nameOf = ({ topic, partition }: Pick<PartitionSpan, 'topic' | 'partition'>): string =>
  `${topic}/${partition}`;
