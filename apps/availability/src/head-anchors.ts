import { systemClock, type Clock } from '#config';
import { encodeLedgerHead, type Topics } from '#contracts';
import type { LedgerHead } from '#ledger';
import type { RecordProducer } from '#messaging';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';

/** Lines younger than this may have no anchor yet. */
const EVERY_MS = 30_000;

export type ReadHeads = (partitions: readonly number[]) => Promise<readonly LedgerHead[]>;

/**
 * Copies the heads of the ledger's partitions to Kafka, out of the reach of whoever can change the
 * database (promise I7): whoever moved them, those that did since the last time, and once more on
 * shutdown. A copy that fails holds nothing up; the next one covers what it left out.
 */
export class HeadAnchors implements OnApplicationShutdown {
  private readonly logger = new Logger(HeadAnchors.name);
  /** partition → line of the newest copy */
  private readonly copied = new Map<number, bigint>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly readHeads: ReadHeads,
    private readonly producer: RecordProducer,
    private readonly topics: Topics,
    private readonly clock: Clock = systemClock,
    private readonly everyMs = EVERY_MS,
  ) {}

  /** From now on this process copies the partition's head. A partition that moves on may have two copiers. */
  watch(partition: number): void {
    if (!this.copied.has(partition)) this.copied.set(partition, 0n);
    if (this.timer) return;
    this.timer = setInterval(() => void this.copy(), this.everyMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    if (this.copied.size > 0) await this.copy();
  }

  private async copy(): Promise<void> {
    try {
      const heads = await this.readHeads([...this.copied.keys()]);
      const moved = heads.filter(
        ({ partition, line }) => line > (this.copied.get(partition) ?? 0n),
      );
      const announcedAt = this.clock().toISOString();
      const records = moved.map(({ partition, line, hash }) =>
        encodeLedgerHead({ partition, line: line.toString(), hash, announcedAt }),
      );
      await this.producer.send(this.topics.ledgerHeads, records);
      for (const { partition, line } of moved) this.copied.set(partition, line);
    } catch (error) {
      this.logger.warn(`heads of the ledger were not copied to Kafka: ${String(error)}`);
    }
  }
}
