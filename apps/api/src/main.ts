import 'reflect-metadata';
import { runApp } from '#observability';
import { StorageModule } from '#storage';
import { ApiModule } from './api.module.js';
import { configureHttp } from './http/configure-http.js';

await runApp({
  name: 'api',
  defaultPort: 7400,
  imports: ({ databaseUrl }) => [StorageModule.forRoot(databaseUrl, 'shelfwire api'), ApiModule],
  prepare: configureHttp,
});
