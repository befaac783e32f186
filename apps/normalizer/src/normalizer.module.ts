import { CLOCK, POLICY, SETTINGS, type Clock, type Policy, type Settings } from '#config';
import { topicsOf } from '#contracts';
import { readProgress, RecordProducer, type ConsumerSpecs } from '#messaging';
import { TIMERS } from '#observability';
import {
  Inject,
  Logger,
  Module,
  type INestApplicationContext,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Kafka } from 'kafkajs';
import { DataSource } from 'typeorm';
import { BackfillModule } from './backfill/backfill.module.js';
import { NORMALIZER, NormalizeBatches } from './normalize-batches.js';
import { releaseKnownLocations } from './release-known-locations.js';
import { RedriveTimer } from './redrive/redrive.timer.js';
import { tryAgainByNewPacks } from './redrive/try-again.js';
import { RepairTimer } from './repair/repair.timer.js';
import { SourceRepair } from './repair/source-repair.js';
import { NightlyReconciliation } from './reconcile/nightly-reconciliation.js';
import { ReconcileTimer } from './reconcile/reconcile.timer.js';
import { ROW_CHANGES, RowChangesController } from './row-changes.controller.js';
import { SourceCatalog } from './source-catalog.js';

/** ① NORMALIZE: row changes of every captured table → stock events. */
@Module({
  imports: [TIMERS, BackfillModule],
  controllers: [RowChangesController],
  providers: [
    {
      provide: SourceCatalog,
      inject: [POLICY, SETTINGS],
      useFactory: (policy: Policy, { configFile, namespace }: Settings) =>
        new SourceCatalog(policy, configFile, namespace),
    },
    {
      provide: NormalizeBatches,
      inject: [DataSource, RecordProducer, SourceCatalog, SETTINGS, CLOCK],
      useFactory: (
        dataSource: DataSource,
        producer: RecordProducer,
        catalog: SourceCatalog,
        { namespace }: Settings,
        clock: Clock,
      ) => new NormalizeBatches(dataSource, producer, catalog, topicsOf(namespace), clock),
    },
    {
      provide: SourceRepair,
      inject: [DataSource, Kafka, RecordProducer, SourceCatalog, SETTINGS, CLOCK],
      useFactory: (
        dataSource: DataSource,
        kafka: Kafka,
        producer: RecordProducer,
        catalog: SourceCatalog,
        { namespace }: Settings,
        clock: Clock,
      ) => {
        const topics = topicsOf(namespace);
        return new SourceRepair(dataSource, kafka.admin(), producer, catalog, topics, clock);
      },
    },
    RepairTimer,
    {
      provide: NightlyReconciliation,
      inject: [DataSource, POLICY, SETTINGS, CLOCK],
      useFactory: (dataSource: DataSource, policy: Policy, settings: Settings, clock: Clock) =>
        new NightlyReconciliation(dataSource, policy, settings, clock()),
    },
    ReconcileTimer,
    RedriveTimer,
  ],
})
export class NormalizerModule implements OnApplicationBootstrap {
  private readonly logger = new Logger('Normalizer');

  constructor(
    private readonly dataSource: DataSource,
    private readonly producer: RecordProducer,
    private readonly catalog: SourceCatalog,
    @Inject(POLICY) private readonly policy: Policy,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What the module's batch handlers consume. */
  static consumers(app: INestApplicationContext): ConsumerSpecs {
    const dataSource = app.get(DataSource);
    const { namespace } = app.get<Settings>(SETTINGS);
    return {
      ...BackfillModule.consumers(app),
      [ROW_CHANGES]: {
        groupId: `${namespace}shelfwire-normalizer`,
        topics: app.get(SourceCatalog).topics,
        commitsHints: true,
        startFrom: async (span) =>
          (await readProgress(dataSource.manager, NORMALIZER, span)).applied,
      },
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    const { catalog, clock, dataSource, policy, producer } = this;
    const topics = topicsOf(this.settings.namespace);
    await releaseKnownLocations(dataSource, producer, catalog, policy, topics, clock);
    for (const [source, count] of await tryAgainByNewPacks(dataSource, catalog)) {
      this.logger.log(`${count} parked messages of ${source} are tried again by its new pack`);
    }
  }
}
