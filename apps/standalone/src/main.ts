import 'reflect-metadata';
import { connectBatches, KafkaModule } from '#messaging';
import { runApp } from '#observability';
import { StorageModule } from '#storage';
import { AlertingModule } from '../../alerting/src/alerting.module.js';
import { ApiModule } from '../../api/src/api.module.js';
import { configureHttp } from '../../api/src/http/configure-http.js';
import { AvailabilityModule } from '../../availability/src/availability.module.js';
import { NormalizerModule } from '../../normalizer/src/normalizer.module.js';
import { PublisherModule } from '../../publisher/src/publisher.module.js';
import { SupervisorModule } from '../../supervisor/src/supervisor.module.js';

/** Every stage in one process: the same modules as in processes of their own. */
await runApp({
  name: 'standalone',
  defaultPort: 7400,
  imports: ({ databaseUrl, kafkaBrokers }) => [
    StorageModule.forRoot(databaseUrl, 'shelfwire standalone'),
    KafkaModule.forRoot(kafkaBrokers, 'shelfwire-standalone'),
    SupervisorModule,
    NormalizerModule,
    AvailabilityModule,
    PublisherModule,
    AlertingModule,
    ApiModule,
  ],
  prepare: (app) => {
    configureHttp(app);
    connectBatches(app, {
      ...NormalizerModule.consumers(app),
      ...AvailabilityModule.consumers(app),
      ...PublisherModule.consumers(app),
    });
  },
});
