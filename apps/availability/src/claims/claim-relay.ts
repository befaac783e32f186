import { encodeClaims, type Topics } from '#contracts';
import type { RecordProducer } from '#messaging';
import { hasAnnouncements, takeAnnouncements, type Announcement } from '#storage';
import type { DataSource } from 'typeorm';

const CHUNK = 500;

/**
 * Puts on claims.v1 what claims' transactions left in the outbox. A row leaves with its message, or stays:
 * a crash in between tells it again, which is harmless (I1, I2).
 */
export class ClaimRelay {
  constructor(
    private readonly dataSource: DataSource,
    private readonly producer: Pick<RecordProducer, 'send'>,
    private readonly topics: Topics,
  ) {}

  /** @returns how many it told of */
  async relay(): Promise<number> {
    if (!(await hasAnnouncements(this.dataSource.manager))) return 0;
    let told = 0;
    for (;;) {
      const count = await this.relayChunk();
      told += count;
      if (count < CHUNK) return told;
    }
  }

  private relayChunk(): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const taken = await takeAnnouncements(manager, CHUNK);
      await this.producer.send(this.topics.claims, taken.map(toRecord));
      return taken.length;
    });
  }
}

const toRecord = ({ changedAt, ...rest }: Announcement) =>
  encodeClaims({ ...rest, changedAt: changedAt.toISOString() });
