import { currentTraceparent } from '#observability';
import type { DataSource } from 'typeorm';
import { ChannelPublisher } from './calls/channel-publisher.js';
import type { Desk } from './calls/desk.js';
import { Lease, type MonotonicClock } from './lease/lease.js';
import { readBreaker } from './controls/breaker.repository.js';
import { readWords } from './controls/read-words.js';
import { listedBefore } from './drift/drift.repository.js';
import { releaseLeases, takeLeases } from './lease/lease.repository.js';
import { listingOffer, offering } from './listings/listing-offer.js';
import { putListings } from './mapping/learn-listings.js';
import { readChangedListings } from './mapping/read-listing-map.js';
import { PaceTeller } from './pace/pace-teller.js';
import { recallListings } from './storage/recall-listings.js';
import { StoredItems, type ItemNumbers } from './storage/stored-items.js';
import type { PublisherTelemetry } from './telemetry/publisher-telemetry.js';

/** What a channel account's lease is needed for. */
export type OpenDesk = (lease: Lease) => Desk;

export interface PublisherOptions {
  /** unique to the process */
  readonly owner: string;
  readonly dataSource: DataSource;
  /** by channel */
  readonly desks: ReadonlyMap<string, OpenDesk>;
  readonly telemetry: PublisherTelemetry;
  readonly now: MonotonicClock;
  /** a dead owner's accounts are free after this long; longer than any call, twice over */
  readonly leaseMs: number;
  /** between two looks at the table `item` for numbers that were never announced */
  readonly rereadMs: number;
  /** between two looks at what people have said */
  readonly heedMs: number;
}

interface Tenure {
  readonly lease: Lease;
  readonly publisher: ChannelPublisher;
  /** what is stored of it was read */
  isServed: boolean;
}

/** The channel accounts of this process: those whose lease it holds, each with its own listings. */
export class Publisher {
  private readonly tenures = new Map<string, Tenure>();
  private readonly items: StoredItems;
  private readonly paces: PaceTeller;
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();
  private timers: NodeJS.Timeout[] = [];
  private renewing: Promise<void> = Promise.resolve();
  private heeding: Promise<void> = Promise.resolve();
  /** database time up to which changes of listings were read */
  private listingsUntil: Date | undefined;

  constructor(private readonly options: PublisherOptions) {
    this.items = new StoredItems(options.dataSource);
    this.paces = new PaceTeller(options.dataSource);
  }

  get owner(): string {
    return this.options.owner;
  }

  /** Takes what is free, and goes on trying for the rest. */
  async start(): Promise<void> {
    await this.catchUp();
    await this.renewLeases();
    const { heedMs, leaseMs, rereadMs } = this.options;
    this.timers = [
      setInterval(() => this.heedWords(), heedMs),
      setInterval(() => void this.renewLeases(), leaseMs / 3),
      setInterval(() => void this.reread(), rereadMs),
    ];
  }

  /** Remembers an item's newest numbers, and what is offered beside them; nothing waits here for a marketplace. */
  offer({ sku, version, channels, offers, recordedAt }: ItemNumbers): void {
    const trace = currentTraceparent();
    for (const [channel, { publisher }] of this.tenures) {
      const quantity = channels[channel];
      if (quantity === undefined) continue;
      const said = offers?.[channel];
      const offer = said && listingOffer(said.status, said.availableFrom ?? null);
      const desired = { sku, version, quantity, recordedAt, ...offering(offer) };
      publisher.offer(trace === undefined ? desired : { ...desired, trace });
    }
  }

  /** Offers what was stored since the last look. */
  catchUp(): Promise<void> {
    return this.items.readChanged((item) => this.offer(item));
  }

  /** Lets calls under way end, then hands the accounts over. */
  async stop(): Promise<void> {
    this.timers.forEach(clearInterval);
    this.stopping.abort();
    await Promise.all([this.renewing, this.heeding]);
    await Promise.all(this.running);
    await releaseLeases(this.options.dataSource, this.owner).catch(this.told('release'));
  }

  private renewLeases(): Promise<void> {
    this.renewing = this.renewing.then(() => this.renew()).catch(this.told('renewal'));
    return this.renewing;
  }

  private heedWords(): void {
    this.heeding = this.heeding.then(() => this.heed()).catch(this.told('words of people'));
  }

  /** What people have said, and what listings they have mapped, since the last time; tells how all get on. */
  private async heed(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const { dataSource } = this.options;
    const served = [...this.tenures].filter(([, { isServed }]) => isServed);
    const channels = served.map(([channel]) => channel);
    const { until, changed } = await readChangedListings(dataSource, channels, this.listingsUntil);
    const words = await readWords(dataSource, channels);
    for (const [channel, { publisher }] of served) {
      await putListings(publisher.desk, changed.get(channel) ?? []);
      const word = words.find((said) => said.channel === channel);
      if (word) await publisher.heed(word);
    }
    this.listingsUntil = until;
    await this.paces.tell(served.map(([, { publisher }]) => publisher.desk));
  }

  private async renew(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const { dataSource, desks, leaseMs, now, telemetry } = this.options;
    const untilMs = now() + leaseMs;
    const epochs = await takeLeases(dataSource, [...desks.keys()], this.owner, leaseMs);
    for (const [channel, open] of desks) {
      const tenure = this.tenures.get(channel);
      const epoch = epochs.get(channel);
      if (epoch === undefined) tenure?.lease.renew(Number.NEGATIVE_INFINITY);
      else if (tenure?.lease.epoch === epoch) tenure.lease.renew(untilMs);
      else this.open(open, new Lease(channel, this.owner, epoch, untilMs, now));
      telemetry.oldestWaiting(channel, tenure?.publisher.desk.listings.queues.oldestWaiting());
    }
  }

  /** An account whose lease was lost and won again starts anew, from what is stored. */
  private open(open: OpenDesk, lease: Lease): void {
    const tenure = { lease, publisher: new ChannelPublisher(open(lease)), isServed: false };
    this.tenures.set(lease.channel, tenure);
    this.options.telemetry.leaseTaken(lease.channel, lease.epoch);
    const serving = this.serve(tenure)
      .catch(this.told('start'))
      .finally(() => {
        this.running.delete(serving);
        if (this.tenures.get(lease.channel) === tenure) this.tenures.delete(lease.channel);
      });
    this.running.add(serving);
  }

  /** Announcements are offered from here on; what was stored before is read after, so none is missed. */
  private async serve(tenure: Tenure): Promise<void> {
    const { lease, publisher } = tenure;
    const { dataSource } = this.options;
    const { desk } = publisher;
    await recallListings(dataSource, lease.channel, desk);
    const agoMs = await listedBefore(dataSource, lease.channel);
    if (agoMs !== undefined) desk.scan.readBefore(agoMs, desk.now());
    const breaker = await readBreaker(dataSource, lease.channel);
    if (breaker) desk.breaker.recall(breaker);
    tenure.isServed = true;
    await publisher.run(this.stopping.signal);
  }

  private reread(): Promise<void> {
    return this.catchUp().catch(this.told('re-read'));
  }

  private told(what: string): (error: unknown) => void {
    return (error) =>
      this.options.telemetry.trouble('all channels', 'failed', `${what}: ${String(error)}`);
  }
}
