import { CLOCK, POLICY, SETTINGS, type Clock, type Policy, type Settings } from '#config';
import { topicsOf } from '#contracts';
import { RecordProducer, type ConsumerSpecs } from '#messaging';
import { TIMERS } from '#observability';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Announcer } from './announcer.js';
import { ApplyBatches } from './apply-batches.js';
import { AvailabilityStage } from './availability-stage.js';
import { ClaimRelay } from './claims/claim-relay.js';
import { ClaimSweep } from './claims/claim-sweep.js';
import { ClaimTimers } from './claims/claim.timers.js';
import { ClaimsController } from './claims/claims.controller.js';
import { CLAIMS, ClaimsStage } from './claims/claims-stage.js';
import { HeadAnchors } from './head-anchors.js';
import { readHeads } from './read-states.js';
import { RetentionSweep } from './retention/retention-sweep.js';
import { RetentionTimer } from './retention/retention.timer.js';
import { TermsKeeper } from './terms/terms-keeper.js';
import { TermsTimer } from './terms/terms.timer.js';
import { STOCK_EVENTS, StockEventsController } from './stock-events.controller.js';

/** ② FOLD: stock events → positions, ledger, and what each channel may sell. */
@Module({
  imports: [TIMERS],
  controllers: [StockEventsController, ClaimsController],
  providers: [
    ClaimTimers,
    {
      provide: Announcer,
      inject: [RecordProducer, SETTINGS],
      useFactory: (producer: RecordProducer, { namespace }: Settings) =>
        new Announcer(producer, topicsOf(namespace)),
    },
    {
      provide: HeadAnchors,
      inject: [DataSource, RecordProducer, SETTINGS, CLOCK],
      useFactory: (
        { manager }: DataSource,
        producer: RecordProducer,
        { namespace }: Settings,
        clock: Clock,
      ) => new HeadAnchors((own) => readHeads(manager, own), producer, topicsOf(namespace), clock),
    },
    {
      provide: TermsKeeper,
      inject: [DataSource, POLICY, CLOCK],
      useFactory: (dataSource: DataSource, policy: Policy, clock: Clock) =>
        new TermsKeeper(dataSource, policy, clock),
    },
    {
      provide: ApplyBatches,
      inject: [DataSource, TermsKeeper],
      useFactory: (dataSource: DataSource, keeper: TermsKeeper) =>
        new ApplyBatches(dataSource, keeper),
    },
    TermsTimer,
    RetentionTimer,
    {
      provide: RetentionSweep,
      inject: [DataSource, AvailabilityStage, POLICY],
      useFactory: (dataSource: DataSource, stage: AvailabilityStage, { retention }: Policy) =>
        new RetentionSweep(dataSource, stage, retention.movementDays),
    },
    {
      provide: AvailabilityStage,
      inject: [DataSource, Announcer, ApplyBatches, TermsKeeper],
      useFactory: (
        dataSource: DataSource,
        announcer: Announcer,
        applyBatches: ApplyBatches,
        keeper: TermsKeeper,
      ) => new AvailabilityStage(dataSource, announcer, applyBatches, keeper),
    },
    {
      provide: ClaimsStage,
      inject: [DataSource, Announcer, TermsKeeper, SETTINGS],
      useFactory: (
        dataSource: DataSource,
        announcer: Announcer,
        keeper: TermsKeeper,
        { namespace }: Settings,
      ) => new ClaimsStage(dataSource, announcer, keeper, topicsOf(namespace)),
    },
    {
      provide: ClaimRelay,
      inject: [DataSource, RecordProducer, SETTINGS],
      useFactory: (dataSource: DataSource, producer: RecordProducer, { namespace }: Settings) =>
        new ClaimRelay(dataSource, producer, topicsOf(namespace)),
    },
    {
      provide: ClaimSweep,
      inject: [DataSource, POLICY],
      useFactory: (dataSource: DataSource, policy: Policy) => new ClaimSweep(dataSource, policy),
    },
  ],
})
export class AvailabilityModule {
  /** What the module's batch handlers consume. */
  static consumers(app: INestApplicationContext): ConsumerSpecs {
    const { namespace } = app.get<Settings>(SETTINGS);
    const stage = app.get(AvailabilityStage);
    const anchors = app.get(HeadAnchors);
    const claims = app.get(ClaimsStage);
    return {
      [STOCK_EVENTS]: {
        groupId: `${namespace}shelfwire-availability`,
        topics: [topicsOf(namespace).stockEvents],
        commitsHints: true,
        startFrom: (span) => {
          anchors.watch(span.partition);
          return stage.startFrom(span);
        },
      },
      [CLAIMS]: {
        groupId: `${namespace}shelfwire-claims`,
        topics: [topicsOf(namespace).claims],
        commitsHints: true,
        startFrom: (span) => claims.startFrom(span),
      },
    };
  }
}
