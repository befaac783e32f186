import { topicsOf } from '#contracts';
import { createKafka, RecordProducer } from '#messaging';
import type { DataSource } from 'typeorm';
import { HeadAnchors } from '../../apps/availability/src/head-anchors.js';
import { readHeads } from '../../apps/availability/src/read-states.js';

/** Copies the heads of some partitions to Kafka, as the availability stage does when it shuts down. */
export async function copyHeads(
  { manager }: DataSource,
  partitions: readonly number[],
  { brokers, namespace }: { readonly brokers: readonly string[]; readonly namespace: string },
): Promise<void> {
  const producer = new RecordProducer(createKafka(brokers, 'test'));
  const read = (wanted: readonly number[]) => readHeads(manager, wanted);
  const anchors = new HeadAnchors(read, producer, topicsOf(namespace));
  for (const partition of partitions) anchors.watch(partition);
  await anchors.onApplicationShutdown();
  await producer.onApplicationShutdown();
}
