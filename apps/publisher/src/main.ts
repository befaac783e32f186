import 'reflect-metadata';
import { connectBatches, KafkaModule } from '#messaging';
import { runApp } from '#observability';
import { StorageModule } from '#storage';
import { PublisherModule } from './publisher.module.js';

await runApp({
  name: 'publisher',
  defaultPort: 7403,
  imports: ({ databaseUrl, kafkaBrokers }) => [
    StorageModule.forRoot(databaseUrl, 'shelfwire publisher'),
    KafkaModule.forRoot(kafkaBrokers, 'shelfwire-publisher'),
    PublisherModule,
  ],
  prepare: (app) => connectBatches(app, PublisherModule.consumers(app)),
});
