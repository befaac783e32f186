import 'reflect-metadata';
import { connectBatches, KafkaModule } from '#messaging';
import { runApp } from '#observability';
import { StorageModule } from '#storage';
import { AvailabilityModule } from './availability.module.js';

await runApp({
  name: 'availability',
  defaultPort: 7402,
  imports: ({ databaseUrl, kafkaBrokers }) => [
    StorageModule.forRoot(databaseUrl, 'shelfwire availability'),
    KafkaModule.forRoot(kafkaBrokers, 'shelfwire-availability'),
    AvailabilityModule,
  ],
  prepare: (app) => connectBatches(app, AvailabilityModule.consumers(app)),
});
