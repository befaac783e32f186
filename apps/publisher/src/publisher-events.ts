import type { PushResult } from '#channels';
import type { PublicationV1, Topics } from '#contracts';
import type { RecordProducer } from '#messaging';
import type { Metrics } from '#observability';
import type { Logger } from '@nestjs/common';
import type { PublisherEvents } from './channel-publisher.js';
import type { Desired } from './listings.js';
import type { Settlement } from './publication.repository.js';

export const PUBLISHER = 'publisher';

/** Tells metrics, log and publications.v1 what became of each listing. */
export class TellPublications implements PublisherEvents {
  constructor(
    private readonly producer: RecordProducer,
    private readonly topics: Topics,
    private readonly metrics: Metrics,
    private readonly logger: Logger,
  ) {}

  settled(channel: string, settlements: readonly Settlement[], sentAt: Date): void {
    this.tell(
      settlements.map(({ desired, rejected }) =>
        publication(
          channel,
          desired,
          rejected ? 'rejected' : 'accepted',
          rejected?.reason ?? null,
          sentAt,
        ),
      ),
    );
  }

  confirmed(channel: string, rows: readonly Desired[], sentAt: Date): void {
    this.tell(rows.map((row) => publication(channel, row, 'confirmed', null, sentAt)));
  }

  throttled(channel: string, waitMs: number): void {
    this.metrics.addThrottleWait(channel, Math.min(waitMs, 250) / 1000);
  }

  failed(channel: string, kind: PushResult['kind'], reason: string): void {
    this.metrics.countPush(channel, kind);
    this.logger.warn(`${channel}: ${kind}, ${reason}`);
  }

  private tell(publications: readonly PublicationV1[]): void {
    for (const { channel, outcome, recordedAt } of publications) {
      this.metrics.countPush(channel, outcome);
      this.metrics.observeStageLag(
        PUBLISHER,
        channel,
        (Date.now() - Date.parse(recordedAt)) / 1000,
      );
    }
    const records = publications.map((message) => ({
      key: `${message.channel}/${message.sku}`,
      value: JSON.stringify(message),
      headers: {},
    }));
    this.producer.send(this.topics.publications, records).catch((error: unknown) => {
      this.logger.warn(`publications could not be told: ${String(error)}`);
    });
  }
}

const publication = (
  channel: string,
  { sku, version, quantity, recordedAt }: Desired,
  outcome: PublicationV1['outcome'],
  reason: string | null,
  sentAt: Date,
): PublicationV1 => ({
  channel,
  sku,
  version,
  quantity,
  outcome,
  reason,
  recordedAt,
  sentAt: sentAt.toISOString(),
  answeredAt: new Date().toISOString(),
});
