import type { INestApplication } from '@nestjs/common';
import { Kafka } from 'kafkajs';
import { KafkaBatchServer, type ConsumerSpecs } from './kafka-batch.server.js';

/** Connects an application's batch handlers to Kafka, beside whatever it serves over HTTP. */
export function connectBatches(app: INestApplication, specs: ConsumerSpecs): void {
  const strategy = new KafkaBatchServer(app.get(Kafka), specs);
  app.connectMicroservice({ strategy });
}
