import type { KafkaRecord } from '#contracts';
import { inPartSpan, sending } from '#observability';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { Kafka, Producer } from 'kafkajs';
import { inRequests } from './in-requests.js';
import { keyPartitioner } from './key-partitioner.js';
import { tracedRecords } from './traced-records.js';

/**
 * Sends records and returns when every in-sync replica has them (promise I1).
 *
 * Not idempotent on the wire: a repeated record is harmless to every reader (I2), and a producer
 * without a sequence recovers from a broker's restart by itself.
 */
export class RecordProducer implements OnApplicationShutdown {
  private readonly producer: Producer;
  private connected: Promise<void> | undefined;

  constructor(kafka: Kafka) {
    this.producer = kafka.producer({
      createPartitioner: keyPartitioner,
      allowAutoTopicCreation: false,
    });
  }

  async send(topic: string, records: readonly KafkaRecord[]): Promise<void> {
    if (records.length === 0) return;
    await inPartSpan(
      () => sending(topic, records.length),
      () => this.deliver(topic, tracedRecords(records)),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.connected) await this.producer.disconnect();
  }

  private async deliver(topic: string, records: readonly KafkaRecord[]): Promise<void> {
    this.connected ??= this.producer.connect().catch((error: unknown) => {
      this.connected = undefined;
      throw error;
    });
    await this.connected;
    for (const request of inRequests(records)) {
      await this.producer.send({
        topic,
        acks: -1,
        messages: request.map(({ key, value, headers, partition }) => ({
          key,
          value,
          headers,
          ...(partition === undefined ? {} : { partition }),
        })),
      });
    }
  }
}
