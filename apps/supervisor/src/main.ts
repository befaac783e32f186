import 'reflect-metadata';
import { KafkaModule } from '#messaging';
import { runApp } from '#observability';
import { StorageModule } from '#storage';
import { SupervisorModule } from './supervisor.module.js';

await runApp({
  name: 'supervisor',
  defaultPort: 7405,
  imports: ({ databaseUrl, kafkaBrokers }) => [
    StorageModule.forRoot(databaseUrl, 'shelfwire supervisor'),
    KafkaModule.forRoot(kafkaBrokers, 'shelfwire-supervisor'),
    SupervisorModule,
  ],
});
