import { createConnector } from '#channels';
import {
  CLOCK,
  POLICY,
  SETTINGS,
  type ChannelPolicy,
  type Clock,
  type Policy,
  type Settings,
} from '#config';
import { topicsOf } from '#contracts';
import { RecordProducer, type ConsumerSpecs } from '#messaging';
import { Metrics, TIMERS } from '#observability';
import {
  Inject,
  Logger,
  Module,
  type BeforeApplicationShutdown,
  type INestApplicationContext,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AVAILABILITY_CHANGES, AvailabilityController } from './availability.controller.js';
import { createPublisher, type ChannelAccount } from './create-publisher.js';
import { FeedPositions } from './feed-positions.js';
import { Publisher } from './publisher.js';
import { ForgetStepsTimer } from './storage/forget-steps.timer.js';
import { MetricsTelemetry } from './telemetry/metrics-telemetry.js';
import { PublicationLog } from './telemetry/publication-log.js';
import { RetryTally } from './telemetry/retry-tally.js';

const ACCOUNTS = Symbol('channel accounts');

type Accounts = ReadonlyMap<string, ChannelAccount>;

/** ③ PUBLISH: desired against acknowledged, throttled → marketplaces. */
@Module({
  imports: [TIMERS],
  controllers: [AvailabilityController],
  providers: [
    RetryTally,
    ForgetStepsTimer,
    {
      provide: ACCOUNTS,
      inject: [POLICY],
      useFactory: ({ channels }: Policy): Accounts =>
        new Map(Object.entries(channels).map(([channel, policy]) => [channel, account(policy)])),
    },
    {
      provide: Publisher,
      inject: [DataSource, RecordProducer, Metrics, SETTINGS, ACCOUNTS, CLOCK, RetryTally],
      useFactory: (
        dataSource: DataSource,
        producer: RecordProducer,
        metrics: Metrics,
        { namespace }: Settings,
        accounts: Accounts,
        clock: Clock,
        retries: RetryTally,
      ) => {
        const log = new PublicationLog(producer, topicsOf(namespace).publications);
        const telemetry = new MetricsTelemetry(metrics, new Logger(Publisher.name), clock, retries);
        return createPublisher(accounts, { dataSource, log, telemetry }, {}, clock);
      },
    },
    {
      provide: FeedPositions,
      inject: [Publisher],
      useFactory: (publisher: Publisher) => new FeedPositions(() => publisher.catchUp()),
    },
  ],
})
export class PublisherModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly publisher: Publisher,
    @Inject(ACCOUNTS) private readonly accounts: Accounts,
  ) {}

  /** What the module's batch handlers consume: every partition, by a group of this process alone. */
  static consumers(app: INestApplicationContext): ConsumerSpecs {
    const { namespace } = app.get<Settings>(SETTINGS);
    const positions = app.get(FeedPositions);
    return {
      [AVAILABILITY_CHANGES]: {
        groupId: `${namespace}shelfwire-publisher-${app.get(Publisher).owner}`,
        topics: [topicsOf(namespace).availability],
        commitsHints: false,
        startFrom: (span) => positions.startFrom(span),
      },
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.publisher.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.publisher.stop();
    await Promise.all([...this.accounts.values()].map(({ connector }) => connector.close()));
  }
}

const MINUTE_MS = 60_000;

/** The policy's limits, or else those that the marketplace publishes. */
function account(policy: ChannelPolicy): ChannelAccount {
  const connector = createConnector(policy);
  const { leadTimeDays, limits, listEveryMinutes, massZero, pool, unlisted } = policy;
  return {
    connector,
    limits: limits.length > 0 ? limits : connector.limits,
    rules: {
      unlisted,
      leadTimeDays,
      massZero,
      pool,
      listEveryMs: listEveryMinutes === null ? null : listEveryMinutes * MINUTE_MS,
    },
  };
}
