import type { Consumer } from 'kafkajs';

const EVERY_MS = 1_000;

/** Tells Kafka once a second how far the group has come, for lag tools. Losing a hint costs nothing. */
export class OffsetHints {
  private readonly pending = new Map<
    string,
    { topic: string; partition: number; offset: string }
  >();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly consumer: Consumer) {}

  start(): void {
    this.timer = setInterval(() => void this.flush(), EVERY_MS);
  }

  note(topic: string, partition: number, next: bigint): void {
    this.pending.set(`${topic}/${partition}`, { topic, partition, offset: next.toString() });
  }

  async stop(): Promise<void> {
    if (!this.timer) return;
    clearInterval(this.timer);
    await this.flush();
  }

  private async flush(): Promise<void> {
    const offsets = [...this.pending.values()];
    this.pending.clear();
    if (offsets.length > 0) await this.consumer.commitOffsets(offsets).catch(() => undefined);
  }
}
