import 'reflect-metadata';
import { runApp } from '#observability';
import { StorageModule } from '#storage';
import { AlertingModule } from './alerting.module.js';

await runApp({
  name: 'alerting',
  defaultPort: 7404,
  imports: ({ databaseUrl }) => [
    StorageModule.forRoot(databaseUrl, 'shelfwire alerting'),
    AlertingModule,
  ],
});
