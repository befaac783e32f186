import type { Kafka } from 'kafkajs';
import { z } from 'zod';
import type { Sighting, SourceId } from './sample.js';

const change = z.looseObject({ after: z.record(z.string(), z.unknown()).nullable() });

export interface CaptureTopic {
  readonly topic: string;
  readonly source: SourceId;
  /** item that a changed row belongs to */
  readonly skuOf: (row: Readonly<Record<string, unknown>>) => string | undefined;
}

export interface Watch {
  readonly sightings: Sighting[];
  close(): Promise<void>;
}

/** Debezium alone: a plain consumer of the captured tables' topics, noting when each change arrived. */
export async function watchCapture(
  kafka: Kafka,
  topics: readonly CaptureTopic[],
  groupId: string,
): Promise<Watch> {
  const sightings: Sighting[] = [];
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 1000 });
  await consumer.connect();
  await consumer.subscribe({ topics: topics.map(({ topic }) => topic), fromBeginning: false });
  await consumer.run({
    autoCommit: false,
    partitionsConsumedConcurrently: 4,
    eachBatch: ({ batch }) => {
      const at = Date.now();
      const captured = topics.find(({ topic }) => topic === batch.topic);
      for (const { value } of captured ? batch.messages : []) {
        const row = value && change.parse(JSON.parse(value.toString())).after;
        const sku = row && captured?.skuOf(row);
        if (captured && row && sku) {
          sightings.push({ source: captured.source, sku, quantity: Number(row['quantity']), at });
        }
      }
      return Promise.resolve();
    },
  });
  return { sightings, close: () => consumer.disconnect() };
}
