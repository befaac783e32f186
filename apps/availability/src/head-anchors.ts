import { encodeLedgerHead, type Topics } from '#contracts';
import type { LedgerHead } from '#ledger';
import type { RecordProducer } from '#messaging';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';

/** Lines younger than this may have no anchor yet. */
const EVERY_MS = 30_000;

/**
 * Copies the heads of the ledger's partitions to Kafka, out of the reach of whoever can change the
 * database (promise I7): each at most once in a while, and the last ones on shutdown. A copy that fails
 * holds nothing up; the next one covers what it left out.
 */
export class HeadAnchors implements OnApplicationShutdown {
  private readonly logger = new Logger(HeadAnchors.name);
  private readonly pending = new Map<number, LedgerHead>();
  private timer: NodeJS.Timeout | undefined;
  private sentAtMs = 0;

  constructor(
    private readonly producer: RecordProducer,
    private readonly topics: Topics,
    private readonly everyMs = EVERY_MS,
  ) {}

  note(heads: readonly LedgerHead[]): void {
    for (const head of heads) if (head.line > 0n) this.pending.set(head.partition, head);
    if (this.pending.size === 0 || this.timer) return;
    const wait = Math.max(0, this.sentAtMs + this.everyMs - Date.now());
    this.timer = setTimeout(() => void this.send(), wait);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.send();
  }

  private async send(): Promise<void> {
    this.timer = undefined;
    this.sentAtMs = Date.now();
    const heads = [...this.pending.values()];
    this.pending.clear();
    const announcedAt = new Date(this.sentAtMs).toISOString();
    const records = heads.map(({ partition, line, hash }) =>
      encodeLedgerHead({ partition, line: line.toString(), hash, announcedAt }),
    );
    await this.producer.send(this.topics.ledgerHeads, records).catch((error: unknown) => {
      this.logger.warn(`heads of the ledger were not copied to Kafka: ${String(error)}`);
      this.note(heads.filter(({ partition }) => !this.pending.has(partition)));
    });
  }
}
