import 'reflect-metadata';
import { connectBatches, KafkaModule } from '#messaging';
import { runApp } from '#observability';
import { StorageModule } from '#storage';
import { NormalizerModule } from './normalizer.module.js';

await runApp({
  name: 'normalizer',
  defaultPort: 7401,
  imports: ({ databaseUrl, kafkaBrokers }) => [
    StorageModule.forRoot(databaseUrl, 'shelfwire normalizer'),
    KafkaModule.forRoot(kafkaBrokers, 'shelfwire-normalizer'),
    NormalizerModule,
  ],
  prepare: (app) => connectBatches(app, NormalizerModule.consumers(app)),
});
