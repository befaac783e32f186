import type { PublicationV1 } from '#contracts';
import type { RecordProducer } from '#messaging';

/** publications.v1: what was sent to a marketplace and what it answered. */
export class PublicationLog {
  constructor(
    private readonly producer: Pick<RecordProducer, 'send'>,
    private readonly topic: string,
  ) {}

  /** @returns when every in-sync replica has them */
  async append(publications: readonly PublicationV1[]): Promise<void> {
    const records = publications.map((publication) => ({
      key: `${publication.channel}/${publication.sku}`,
      value: JSON.stringify(publication),
      headers: {},
    }));
    await this.producer.send(this.topic, records);
  }
}
