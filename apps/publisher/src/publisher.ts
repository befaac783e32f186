import { randomUUID } from 'node:crypto';
import type { LogSpan } from '#messaging';
import type { DataSource } from 'typeorm';
import type { ChannelPublisher } from './channel-publisher.js';
import { releaseLease, takeLease } from './lease.repository.js';
import { readItems, readRecentItems, type StoredItem } from './read-desired.js';

const LEASE_MS = 6_000;
const RENEW_MS = 2_000;
const SWEEP_MS = 30_000;
const SWEEP_SECONDS = 120;

/** All channel accounts of this process: it knows every number, and writes where it holds the lease. */
export class Publisher {
  readonly owner = randomUUID();
  private readonly stopping = new AbortController();
  private timers: NodeJS.Timeout[] = [];
  private loops: Promise<void>[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly channels: ReadonlyMap<string, ChannelPublisher>,
    private readonly warn: (message: string) => void,
  ) {}

  offer({ sku, version, channels, recordedAt }: StoredItem): void {
    for (const [channel, publisher] of this.channels) {
      const quantity = channels[channel];
      if (quantity !== undefined) publisher.offer({ sku, version, quantity, recordedAt });
    }
  }

  /** Loads the stored numbers after the end of the log was asked for: nothing falls in between. */
  async startFrom({ partition, high }: LogSpan): Promise<bigint> {
    for (const item of await readItems(this.dataSource, partition)) this.offer(item);
    return high;
  }

  async start(): Promise<void> {
    await this.renewLeases();
    this.timers = [
      setInterval(() => void this.renewLeases(), RENEW_MS),
      setInterval(() => void this.sweep(), SWEEP_MS),
    ];
    this.loops = [...this.channels.values()].map((channel) => channel.run(this.stopping.signal));
  }

  /** Lets calls under way end, then hands the accounts over. */
  async stop(): Promise<void> {
    this.timers.forEach(clearInterval);
    this.stopping.abort();
    await Promise.all(this.loops);
    for (const channel of this.channels.keys()) {
      await releaseLease(this.dataSource, channel, this.owner);
    }
  }

  private async renewLeases(): Promise<void> {
    for (const [channel, publisher] of this.channels) {
      try {
        const epoch = await takeLease(this.dataSource, channel, this.owner, LEASE_MS);
        if (epoch === undefined) publisher.lose();
        else await publisher.take({ channel, owner: this.owner, epoch });
      } catch (error) {
        publisher.lose();
        this.warn(`the lease of ${channel} could not be renewed: ${String(error)}`);
      }
    }
  }

  private async sweep(): Promise<void> {
    try {
      for (const item of await readRecentItems(this.dataSource, SWEEP_SECONDS)) this.offer(item);
    } catch (error) {
      this.warn(`the stored numbers could not be read: ${String(error)}`);
    }
  }
}
