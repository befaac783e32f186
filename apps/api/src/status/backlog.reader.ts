import { SETTINGS, type Settings } from '#config';
import { topicsOf } from '#contracts';
import { createKafka } from '#messaging';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Admin } from 'kafkajs';
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
  private admin: Promise<Admin> | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** @returns null when the broker does not answer in time */
  read(progress: readonly ProgressRow[]): Promise<Backlogs | null> {
    return withinOrNull(PATIENCE_MS, this.ask(progress));
  }

  async onApplicationShutdown(): Promise<void> {
    const admin = await this.admin?.catch(() => undefined);
    await admin?.disconnect();
  }

  private async ask(progress: readonly ProgressRow[]): Promise<Backlogs> {
    const offsets = offsetsOf(await this.connected());
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

  private connected(): Promise<Admin> {
    this.admin ??= this.connect().catch((error: unknown) => {
      this.admin = undefined;
      throw error;
    });
    return this.admin;
  }

  private async connect(): Promise<Admin> {
    const kafka = createKafka(this.settings.kafkaBrokers, 'shelfwire-api');
    const admin = kafka.admin({ retry: { retries: 1 } });
    await admin.connect();
    return admin;
  }
}

const offsetsOf = (admin: Admin): TopicOffsets => ({
  ends: (topic) => admin.fetchTopicOffsets(topic),
  since: (topic, time) => admin.fetchTopicOffsetsByTimestamp(topic, time.getTime()),
});
