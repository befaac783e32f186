import { topicsOf } from '#contracts';
import { createKafka, RecordProducer } from '#messaging';
import type { DataSource } from 'typeorm';
import { HeadAnchors } from '../../apps/availability/src/head-anchors.js';
import { readHead } from '../../apps/availability/src/read-states.js';

/** Copies the heads of some partitions to Kafka, as the availability stage does when it shuts down. */
export async function copyHeads(
  dataSource: DataSource,
  partitions: readonly number[],
  { brokers, namespace }: { readonly brokers: readonly string[]; readonly namespace: string },
): Promise<void> {
  const producer = new RecordProducer(createKafka(brokers, 'test'));
  const anchors = new HeadAnchors(producer, topicsOf(namespace));
  anchors.note(
    await Promise.all(partitions.map((partition) => readHead(dataSource.manager, partition))),
  );
  await anchors.onApplicationShutdown();
  await producer.onApplicationShutdown();
}
