import {
  packFolder,
  POLICY,
  SETTINGS,
  type Policy,
  type Settings,
  type SourcePolicy,
} from '#config';
import { ConnectClient, SourceSignals } from '#connect';
import { topicsOf } from '#contracts';
import { loadPack } from '#mapping';
import { readProgress, type ConsumerSpecs } from '#messaging';
import { TIMERS } from '#observability';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { Kafka } from 'kafkajs';
import { DataSource } from 'typeorm';
import { SourceCatalog } from '../source-catalog.js';
import { BackfillEnd } from './backfill-end.js';
import { BackfillPace } from './backfill-pace.js';
import { BackfillTimer } from './backfill.timer.js';
import { BACKFILL_NOTIFICATIONS, HearNotifications } from './hear-notifications.js';
import { NotificationsController } from './notifications.controller.js';

/** Follows backfills: what connectors tell of them, and whether the stages are through with them. */
@Module({
  imports: [TIMERS],
  controllers: [NotificationsController],
  providers: [
    {
      provide: HearNotifications,
      inject: [DataSource, POLICY, SETTINGS],
      useFactory: (dataSource: DataSource, { sources }: Policy, { namespace }: Settings) =>
        new HearNotifications(dataSource, Object.keys(sources), namespace),
    },
    {
      provide: BackfillEnd,
      inject: [DataSource, Kafka, POLICY, SETTINGS],
      useFactory: (dataSource: DataSource, kafka: Kafka, policy: Policy, settings: Settings) => {
        const { configFile, namespace } = settings;
        const catalog = new SourceCatalog(policy, configFile, namespace);
        return new BackfillEnd(dataSource, kafka.admin(), catalog, topicsOf(namespace).stockEvents);
      },
    },
    {
      provide: BackfillPace,
      inject: [DataSource, Kafka, POLICY, SETTINGS],
      useFactory: (dataSource: DataSource, kafka: Kafka, policy: Policy, settings: Settings) => {
        const { configFile, connectUrl, kafkaBrokers, namespace } = settings;
        const catalog = new SourceCatalog(policy, configFile, namespace);
        const connect = new ConnectClient(connectUrl);
        const signalsOf = (id: string, known: SourcePolicy) => {
          const pack = loadPack(packFolder(known.pack, configFile));
          return new SourceSignals(connect, kafkaBrokers, { id, pack, policy: known }, namespace);
        };
        const signals = new Map(
          Object.entries(policy.sources).map(([id, known]) => [id, signalsOf(id, known)]),
        );
        const { stockEvents } = topicsOf(namespace);
        return new BackfillPace(dataSource, kafka.admin(), catalog, stockEvents, signals);
      },
    },
    BackfillTimer,
  ],
})
export class BackfillModule {
  static consumers(app: INestApplicationContext): ConsumerSpecs {
    const dataSource = app.get(DataSource);
    const { namespace } = app.get<Settings>(SETTINGS);
    const { topics } = app.get(HearNotifications);
    return {
      [BACKFILL_NOTIFICATIONS]: {
        groupId: `${namespace}shelfwire-${BACKFILL_NOTIFICATIONS}`,
        topics,
        commitsHints: false,
        startFrom: async (span) =>
          (await readProgress(dataSource.manager, BACKFILL_NOTIFICATIONS, span)).applied,
      },
    };
  }
}
