import type { EachBatchPayload, IHeaders, KafkaMessage } from 'kafkajs';
import type { RawBatch, RawMessage } from './raw-batch.js';

export function toRawBatch(
  { batch }: EachBatchPayload,
  from: bigint,
  alive: () => boolean,
): RawBatch {
  return {
    topic: batch.topic,
    partition: batch.partition,
    messages: batch.messages.map(toRawMessage).filter((message) => message.offset >= from),
    nextOffset: BigInt(batch.lastOffset()) + 1n,
    alive,
  };
}

const toRawMessage = (message: KafkaMessage): RawMessage => ({
  offset: BigInt(message.offset),
  key: message.key,
  value: message.value,
  headers: toHeaders(message.headers ?? {}),
  timestampMs: Number(message.timestamp),
});

function toHeaders(headers: IHeaders): Record<string, string> {
  const text: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) text[name] = first.toString();
  }
  return text;
}
