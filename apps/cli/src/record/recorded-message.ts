import type { KafkaMessage } from 'kafkajs';

/** A message of Kafka as a sample keeps it, one a line. */
export interface RecordedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly timestamp: string;
  readonly key: string | null;
  readonly value: string | null;
}

export const recorded = (
  topic: string,
  partition: number,
  { offset, timestamp, key, value }: KafkaMessage,
): RecordedMessage => ({
  topic,
  partition,
  offset,
  timestamp,
  key: key?.toString() ?? null,
  value: value?.toString() ?? null,
});
