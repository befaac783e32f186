import { SETTINGS, type Settings } from '#config';
import { topicsOf } from '#contracts';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import { oldestAgeSeconds, waitingOn, type TopicOffsets } from './backlog.js';
import type { ProgressRow } from './stage.queries.js';
import { withinOrNull } from './within.js';

/** A broker that takes longer is as good as away: the status answers without it. */
const PATIENCE_MS = 2_000;

/** Messages on Kafka that a stage has not applied. */
export interface Backlogs {
  readonly normalizer: number;
  readonly availability: number;
  /** age of the oldest stock event that the availability stage has not applied, at least; seconds */
  readonly oldestStockEventSeconds: number;
}

/** Compares what the stages have applied with what Kafka holds. Reads offsets only, joins no group. */
@Injectable()
export class BacklogReader implements OnApplicationShutdown {
  private readonly kafka: Kafka;
  private admin: Promise<Admin> | undefined;

  /** No retries and no log lines: a broker that is away is an answer, and the next look asks anew. */
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.kafka = new Kafka({
      clientId: 'shelfwire-api',
      brokers: [...settings.kafkaBrokers],
      connectionTimeout: PATIENCE_MS,
      requestTimeout: PATIENCE_MS,
      retry: { retries: 0 },
      logLevel: logLevel.NOTHING,
    });
  }

  /** @returns null when the broker does not answer in time, or lacks a topic */
  async read(progress: readonly ProgressRow[]): Promise<Backlogs | null> {
    const backlogs = await withinOrNull(PATIENCE_MS, this.ask(progress));
    if (!backlogs) void this.disconnect();
    return backlogs;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.disconnect();
  }

  private async ask(progress: readonly ProgressRow[]): Promise<Backlogs> {
    this.admin ??= this.connect();
    const offsets = offsetsOf(await this.admin);
    const { stockEvents } = topicsOf(this.settings.namespace);
    const of = (stage: string, topic: string) =>
      progress.filter((row) => row.stage === stage && row.topic === topic);
    const captured = new Set(
      progress.filter(({ stage }) => stage === 'normalizer').map(({ topic }) => topic),
    );
    const changes = await Promise.all(
      [...captured].map(async (topic) =>
        waitingOn(await offsets.ends(topic), of('normalizer', topic)),
      ),
    );
    const events = waitingOn(await offsets.ends(stockEvents), of('availability', stockEvents));
    return {
      normalizer: changes.reduce((sum, { messages }) => sum + messages, 0),
      availability: events.messages,
      oldestStockEventSeconds: await oldestAgeSeconds(stockEvents, events, offsets, new Date()),
    };
  }

  private async connect(): Promise<Admin> {
    const admin = this.kafka.admin();
    await admin.connect();
    return admin;
  }

  private async disconnect(): Promise<void> {
    const admin = this.admin;
    this.admin = undefined;
    try {
      await (await admin)?.disconnect();
    } catch {
      // it never connected, or is gone already
    }
  }
}

const offsetsOf = (admin: Admin): TopicOffsets => ({
  ends: (topic) => admin.fetchTopicOffsets(topic),
  since: (topic, time) => admin.fetchTopicOffsetsByTimestamp(topic, time.getTime()),
});
