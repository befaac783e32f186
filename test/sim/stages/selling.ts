import { RateLimiter } from '#channels';
import type { Clock } from '#config';
import { decodeAvailability } from '#contracts';
import type { RecordProducer } from '#messaging';
import type { DataSource } from 'typeorm';
import { ChannelBreaker } from '../../../apps/publisher/src/calls/channel-breaker.js';
import type { Desk } from '../../../apps/publisher/src/calls/desk.js';
import { Pending } from '../../../apps/publisher/src/calls/pending.js';
import { readBack } from '../../../apps/publisher/src/calls/read-back.js';
import { recordAnswers } from '../../../apps/publisher/src/calls/record-answers.js';
import { sendCall } from '../../../apps/publisher/src/calls/send-call.js';
import { ListingScan } from '../../../apps/publisher/src/drift/listing-scan.js';
import { ZeroHold } from '../../../apps/publisher/src/hold/zero-hold.js';
import { Lease, LeaseLostError } from '../../../apps/publisher/src/lease/lease.js';
import { takeLeases } from '../../../apps/publisher/src/lease/lease.repository.js';
import { Listings } from '../../../apps/publisher/src/listings/listings.js';
import { planCall } from '../../../apps/publisher/src/listings/plan-call.js';
import { ListingMap } from '../../../apps/publisher/src/mapping/listing-map.js';
import { settleUnchanged } from '../../../apps/publisher/src/storage/publication.repository.js';
import { recallListings } from '../../../apps/publisher/src/storage/recall-listings.js';
import { PublicationLog } from '../../../apps/publisher/src/telemetry/publication-log.js';
import { tokenBucket } from '../../support/limits.js';
import type { MemoryLogs, Place } from '../kafka/memory-logs.js';
import type { Scheduler, Task } from '../run/scheduler.js';
import type { Marketplace } from './marketplace.js';

/** The account's lease as time sees it: whose it is, until the clock takes it away. */
export interface Account {
  readonly marketplace: Marketplace;
  holder: Task | undefined;
}

export interface SellingParts {
  readonly task: Task;
  readonly scheduler: Scheduler;
  readonly logs: MemoryLogs;
  readonly availability: string;
  readonly dataSource: DataSource;
  /** read by COPY, in one step: reading changes nothing */
  readonly realDataSource: DataSource;
  readonly producer: RecordProducer;
  readonly account: Account;
  readonly clock: Clock;
  readonly now: () => number;
  readonly waitUntil: (ms: number) => void;
}

const HOUR_MS = 3_600_000;
const NEVER = new AbortController().signal;

/** One publisher process and one account: the publisher's parts, turned by the scheduler's hand. */
export class Selling {
  private desk: Desk | undefined;
  private next = new Map<number, bigint>();

  constructor(private readonly parts: SellingParts) {}

  async run(): Promise<never> {
    const { task, scheduler } = this.parts;
    for (;;) {
      await scheduler.step(task, { point: 'idle', isReady: () => this.hasWork(), run: () => {} });
      try {
        await this.round();
      } catch (error) {
        if (!(error instanceof LeaseLostError)) throw error;
        this.desk = undefined;
      }
    }
  }

  private hasWork(): boolean {
    const { account, task } = this.parts;
    if (account.holder !== task) return account.holder === undefined;
    if (!this.desk) return true;
    const { listings } = this.desk;
    const { hasUnchanged, hasUnclear } = listings;
    return hasUnchanged || hasUnclear || listings.picker.pick(1).length > 0 || this.hasNews();
  }

  private async round(): Promise<void> {
    if (this.parts.account.holder !== this.parts.task || !this.desk) {
      this.desk = await this.open();
      return;
    }
    this.offerNews(this.desk);
    await this.act(this.desk);
  }

  private async act(desk: Desk): Promise<void> {
    const { limiter, listings, dataSource, lease } = desk;
    if (listings.hasUnclear && limiter.delayMs(1, 'urgent') === 0) {
      await readBack(desk, NEVER);
      return;
    }
    const plan = planCall(listings, limiter, desk.rowsPerCall);
    if (plan?.delayMs === 0) {
      const { answers } = await sendCall(desk, plan);
      await recordAnswers(desk, answers, NEVER);
      return;
    }
    const unchanged = listings.unchanged(10);
    if (unchanged.length > 0) {
      await settleUnchanged(dataSource, lease, unchanged, desk.clock());
      for (const row of unchanged) listings.accept(row);
      return;
    }
    this.parts.waitUntil(this.parts.now() + Math.max(plan?.delayMs ?? 0, 100));
  }

  /** Announcements are offered from here on; what was stored before is read after. */
  private async open(): Promise<Desk | undefined> {
    const { account, dataSource, realDataSource, scheduler, task } = this.parts;
    const { channel } = account.marketplace;
    const epoch = (await takeLeases(dataSource, [channel], task.name, HOUR_MS)).get(channel);
    if (epoch === undefined) return undefined;
    account.holder = task;
    const desk = this.deskOf(epoch);
    this.next = new Map(
      this.places().map((place) => [place.partition, this.parts.logs.end(place)]),
    );
    await scheduler.step(task, {
      point: 'recall',
      run: () => recallListings(realDataSource, channel, desk),
    });
    return desk;
  }

  private deskOf(epoch: bigint): Desk {
    const { account, clock, dataSource, producer, scheduler, task, now } = this.parts;
    const { marketplace } = account;
    const limits = [tokenBucket({ capacity: 20 })];
    const sinceTaken = () => (account.holder === task ? 0 : HOUR_MS);
    const connector = marketplace.connector(task, scheduler);
    const { channel } = marketplace;
    const listings = new Listings();
    return {
      channel,
      lease: new Lease(channel, task.name, epoch, HOUR_MS, sinceTaken),
      connector,
      limiter: new RateLimiter(limits, now),
      rowsPerCall: connector.capabilities.rowsPerCall.normal,
      listings,
      quotas: undefined,
      map: new ListingMap({ unlisted: 'publish', leadTimeDays: null }),
      hold: new ZeroHold(null, [], { channel, listings, dataSource, telemetry: SILENT, now }),
      scan: new ListingScan(null, 0),
      pending: new Pending(),
      breaker: new ChannelBreaker(),
      dataSource,
      log: new PublicationLog(producer, 'publications'),
      telemetry: SILENT,
      clock,
      now,
    };
  }

  private offerNews(desk: Desk): void {
    for (const place of this.places()) {
      const from = this.next.get(place.partition) ?? 0n;
      for (const { value } of this.parts.logs.read(place, from, 20)) {
        if (value) this.offer(desk, decodeAvailability(value));
      }
      const end = this.parts.logs.end(place);
      this.next.set(place.partition, from + 20n < end ? from + 20n : end);
    }
  }

  private offer(
    desk: Desk,
    item: { sku: string; version: number; channels: Record<string, number>; recordedAt: string },
  ): void {
    const { sku, version, recordedAt } = item;
    const quantity = item.channels[desk.channel];
    if (quantity !== undefined) desk.listings.offer({ sku, version, quantity, recordedAt });
  }

  private hasNews(): boolean {
    const { logs } = this.parts;
    return this.places().some((place) => logs.end(place) > (this.next.get(place.partition) ?? 0n));
  }

  private places(): readonly Place[] {
    return this.parts.logs.places(this.parts.availability);
  }
}

const SILENT = {
  answered: () => undefined,
  throttleWaited: () => undefined,
  taken: () => undefined,
  oldestWaiting: () => undefined,
  trouble: () => undefined,
  leaseTaken: () => undefined,
};
