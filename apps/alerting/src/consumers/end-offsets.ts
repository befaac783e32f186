import { SETTINGS, type Settings } from '#config';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Kafka, logLevel, type Admin } from 'kafkajs';

const PATIENCE_MS = 3_000;

/** What a topic holds of a partition. */
export interface PartitionEnds {
  readonly partition: number;
  /** the oldest offset that is kept */
  readonly low: bigint;
  /** the offset after the newest record */
  readonly high: bigint;
}

/** How far topics go. Asks for offsets only, and joins no group. */
@Injectable()
export class EndOffsets implements OnApplicationShutdown {
  private readonly kafka: Kafka;
  private admin: Promise<Admin> | undefined;

  /** No retries and no log lines: the next look asks anew. */
  constructor(@Inject(SETTINGS) { kafkaBrokers }: Pick<Settings, 'kafkaBrokers'>) {
    this.kafka = new Kafka({
      clientId: 'shelfwire-alerting',
      brokers: [...kafkaBrokers],
      connectionTimeout: PATIENCE_MS,
      requestTimeout: PATIENCE_MS,
      retry: { retries: 0 },
      logLevel: logLevel.NOTHING,
    });
  }

  /**
   * @returns by topic; those that are not there are left out
   * @throws the client's error when the broker does not answer
   */
  async of(topics: readonly string[]): Promise<ReadonlyMap<string, readonly PartitionEnds[]>> {
    try {
      this.admin ??= this.connect();
      const admin = await this.admin;
      const there = new Set(await admin.listTopics());
      const known = topics.filter((topic) => there.has(topic));
      const ends = known.map(async (topic) => [topic, await endsOf(admin, topic)] as const);
      return new Map(await Promise.all(ends));
    } catch (error) {
      await this.disconnect();
      throw error;
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.disconnect();
  }

  private async connect(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }

  private async disconnect(): Promise<void> {
    const { admin } = this;
    this.admin = undefined;
    try {
      await (await admin)?.disconnect();
    } catch {
      // it never connected, or is gone already
    }
  }
}

async function endsOf(admin: Admin, topic: string): Promise<readonly PartitionEnds[]> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return offsets.map(({ partition, low, high }) => ({
    partition,
    low: BigInt(low),
    high: BigInt(high),
  }));
}
