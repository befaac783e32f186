import { ChannelLimiter, createConnector, type ChannelConnector } from '#channels';
import { POLICY, SETTINGS, type Policy, type Settings } from '#config';
import { topicsOf } from '#contracts';
import { RecordProducer, type ConsumerSpecs } from '#messaging';
import { Metrics } from '#observability';
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
import { ChannelPublisher } from './channel-publisher.js';
import { Listings } from './listings.js';
import { TellPublications } from './publisher-events.js';
import { Publisher } from './publisher.js';

/** Milliseconds of a clock that never goes back. */
const now = (): number => performance.timeOrigin + performance.now();

const CONNECTORS = Symbol('channel connectors');

type Connectors = ReadonlyMap<string, ChannelConnector>;

/** ③ PUBLISH: desired against acknowledged, throttled → marketplaces. */
@Module({
  controllers: [AvailabilityController],
  providers: [
    {
      provide: CONNECTORS,
      inject: [POLICY],
      useFactory: ({ channels }: Policy): Connectors =>
        new Map(Object.entries(channels).map(([id, policy]) => [id, createConnector(policy)])),
    },
    {
      provide: Publisher,
      inject: [DataSource, RecordProducer, Metrics, POLICY, SETTINGS, CONNECTORS],
      useFactory: createPublisher,
    },
  ],
})
export class PublisherModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly publisher: Publisher,
    @Inject(CONNECTORS) private readonly connectors: Connectors,
  ) {}

  /** What the module's batch handlers consume: every partition, by a group of this process alone. */
  static consumers(app: INestApplicationContext): ConsumerSpecs {
    const { namespace } = app.get<Settings>(SETTINGS);
    const publisher = app.get(Publisher);
    return {
      [AVAILABILITY_CHANGES]: {
        groupId: `${namespace}shelfwire-publisher-${publisher.owner}`,
        topics: [topicsOf(namespace).availability],
        concurrency: 1,
        commitsHints: false,
        startFrom: (span) => publisher.startFrom(span),
      },
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.publisher.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.publisher.stop();
    await Promise.all([...this.connectors.values()].map((connector) => connector.close()));
  }
}

function createPublisher(
  dataSource: DataSource,
  producer: RecordProducer,
  metrics: Metrics,
  { channels }: Policy,
  { namespace }: Settings,
  connectors: Connectors,
): Publisher {
  const logger = new Logger(Publisher.name);
  const events = new TellPublications(producer, topicsOf(namespace), metrics, logger);
  const publishers = [...connectors].map(([channel, connector]) => {
    const { limits = [], rowsPerCall = 1 } = channels[channel] ?? {};
    const publisher = new ChannelPublisher({
      channel,
      rowsPerCall,
      connector,
      limiter: new ChannelLimiter(limits, now()),
      listings: new Listings(),
      dataSource,
      events,
      now,
    });
    return [channel, publisher] as const;
  });
  return new Publisher(dataSource, new Map(publishers), (message) => logger.warn(message));
}
