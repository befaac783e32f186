import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Kafka } from 'kafkajs';
import { createKafka } from './kafka.js';
import { RecordProducer } from './producer.js';

/** Provides the Kafka client and one producer to the whole application. */
@Global()
@Module({})
export class KafkaModule {
  static forRoot(brokers: readonly string[], clientId: string): DynamicModule {
    const kafka = { provide: Kafka, useFactory: () => createKafka(brokers, clientId) };
    const producer = {
      provide: RecordProducer,
      inject: [Kafka],
      useFactory: (client: Kafka) => new RecordProducer(client),
    };
    return { module: KafkaModule, providers: [kafka, producer], exports: [kafka, producer] };
  }
}
