import type { ChannelConnector, ChannelLimiter, PushResult } from '#channels';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Desired, Listings } from './listings.js';
import {
  markSent,
  readPublications,
  settle,
  type Lease,
  type Settlement,
} from './publication.repository.js';
import { Signal } from './signal.js';

/** What the publisher tells to the outside: metrics, log, publications.v1. */
export interface PublisherEvents {
  settled(channel: string, settlements: readonly Settlement[], sentAt: Date): void;
  confirmed(channel: string, rows: readonly Desired[], sentAt: Date): void;
  throttled(channel: string, waitMs: number): void;
  failed(channel: string, kind: PushResult['kind'], reason: string): void;
}

export interface ChannelPublisherOptions {
  readonly channel: string;
  readonly rowsPerCall: number;
  readonly connector: ChannelConnector;
  readonly limiter: ChannelLimiter;
  readonly listings: Listings;
  readonly dataSource: DataSource;
  readonly events: PublisherEvents;
  readonly now: () => number;
}

const SETTLE_ROWS = 500;
const RETRY_MS = 1_000;
const IDLE_MS = 1_000;

/**
 * Closes the difference between desired and shown for one channel account, what hurts most first.
 *
 * One call at a time: a listing's writes reach the marketplace in the order of their versions (I5), and
 * while a call is under way newer numbers replace older ones. Rows per call carry the throughput.
 */
export class ChannelPublisher {
  private readonly work = new Signal();
  private lease: Lease | undefined;

  constructor(private readonly options: ChannelPublisherOptions) {}

  offer(desired: Desired): void {
    this.options.listings.offer(desired);
    this.work.raise();
  }

  /** Begins to write: what was acknowledged and what was left unclear comes from the database. */
  async take(lease: Lease): Promise<void> {
    if (this.lease?.epoch === lease.epoch) return;
    const { dataSource, listings, channel } = this.options;
    for (const stored of await readPublications(dataSource, channel)) {
      const { sku, sentVersion, acknowledgedVersion, acknowledgedQuantity, rejectedCode } = stored;
      if (acknowledgedVersion !== null && acknowledgedQuantity !== null) {
        listings.show(sku, { version: acknowledgedVersion, quantity: acknowledgedQuantity });
      }
      if (sentVersion <= (acknowledgedVersion ?? 0)) continue;
      if (rejectedCode === null) listings.doubt(sku);
      else listings.reject(sku, sentVersion);
    }
    this.lease = lease;
    this.work.raise();
  }

  /** Another process owns the account, or the database cannot be asked: nothing is written. */
  lose(): void {
    this.lease = undefined;
  }

  /** Runs until the signal; a step that fails is told and tried again. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const busy = this.lease !== undefined && (await this.step(this.lease, signal));
        if (!busy) await this.work.wait(IDLE_MS, signal);
      } catch (error) {
        this.options.events.failed(this.options.channel, 'unavailable', String(error));
        await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async step(lease: Lease, signal: AbortSignal): Promise<boolean> {
    const { listings, rowsPerCall } = this.options;
    await this.settleUnchanged(lease);
    const doubtful = listings.inDoubt(rowsPerCall);
    if (doubtful.length > 0) return this.readBack(lease, doubtful, signal);
    if (listings.mostUrgent(1).length === 0) return false;
    await this.untilAdmitted(signal);
    if (!signal.aborted) await this.push(lease, signal);
    return true;
  }

  private async settleUnchanged(lease: Lease): Promise<void> {
    const { listings, dataSource } = this.options;
    const rows = listings.takeSettled(SETTLE_ROWS);
    if (rows.length === 0) return;
    await settle(dataSource, lease, rows.map(accepted));
    for (const { sku, version, quantity } of rows) listings.show(sku, { version, quantity });
  }

  /** *Accepted* is not *applied*: what a call without an answer left behind is looked up first. */
  private async readBack(
    lease: Lease,
    rows: readonly Desired[],
    signal: AbortSignal,
  ): Promise<boolean> {
    const { connector, listings, events, channel, dataSource } = this.options;
    const answer = await connector.readBack(rows.map(({ sku }) => sku));
    if (answer.kind === 'unavailable') {
      events.failed(channel, 'unavailable', answer.reason);
      await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
      return true;
    }
    const confirmed = rows.filter(({ sku, quantity }) => answer.quantities.get(sku) === quantity);
    const marked = await markSent(dataSource, lease, confirmed);
    const settled = confirmed.filter(({ sku }) => marked.has(sku));
    await settle(dataSource, lease, settled.map(accepted));
    for (const row of rows) {
      if (settled.includes(row)) listings.show(row.sku, row);
      else this.shownOtherwise(row.sku, answer.quantities.get(row.sku));
    }
    events.confirmed(channel, settled, new Date(this.options.now()));
    return true;
  }

  private shownOtherwise(sku: string, quantity: number | undefined): void {
    const { listings } = this.options;
    if (quantity !== undefined) listings.show(sku, { version: 0, quantity });
    listings.untouched(sku);
  }

  private async untilAdmitted(signal: AbortSignal): Promise<void> {
    const { limiter, events, channel, now } = this.options;
    for (;;) {
      const rows = this.nextRows();
      const urgent = rows.some(({ quantity }) => quantity === 0);
      const wait = limiter.msUntil(rows.length, urgent, now());
      if (wait <= 0 || signal.aborted) return;
      events.throttled(channel, wait);
      await pause(Math.min(wait, 250), undefined, { signal }).catch(() => undefined);
    }
  }

  private nextRows(): Desired[] {
    const { listings, limiter, rowsPerCall } = this.options;
    return listings.mostUrgent(limiter.mostRows(rowsPerCall));
  }

  private async push(lease: Lease, signal: AbortSignal): Promise<void> {
    const { connector, limiter, dataSource, now } = this.options;
    const sentAt = new Date(now());
    const candidates = this.nextRows();
    const marked = await markSent(dataSource, lease, candidates);
    const rows = candidates.filter(({ sku }) => marked.has(sku));
    if (rows.length === 0) return this.refused();
    limiter.take(rows.length, now());
    const result = await connector.push(rows);
    await this.conclude(lease, rows, result, sentAt, signal);
  }

  /** The database let nothing through: the lease is lost, and whoever has it writes. */
  private refused(): void {
    this.lose();
    this.options.events.failed(this.options.channel, 'unavailable', 'the lease is lost');
  }

  private async conclude(
    lease: Lease,
    rows: readonly Desired[],
    result: PushResult,
    sentAt: Date,
    signal: AbortSignal,
  ): Promise<void> {
    const { limiter, listings, events, channel, now } = this.options;
    switch (result.kind) {
      case 'answered':
        limiter.learn(result.hint, now());
        return this.settleAnswered(lease, rows, result.verdicts, sentAt);
      case 'throttled':
        limiter.learn(result.hint, now());
        limiter.block(result.retryAfterMs, now());
        events.failed(channel, 'throttled', `again in ${result.retryAfterMs} ms`);
        return;
      case 'unclear':
        for (const { sku } of rows) listings.doubt(sku);
        events.failed(channel, 'unclear', result.reason);
        return;
      case 'unavailable':
        events.failed(channel, 'unavailable', result.reason);
        await pause(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async settleAnswered(
    lease: Lease,
    rows: readonly Desired[],
    verdicts: Extract<PushResult, { kind: 'answered' }>['verdicts'],
    sentAt: Date,
  ): Promise<void> {
    const { dataSource, listings, events, channel } = this.options;
    const settlements = rows.flatMap((desired): Settlement[] => {
      const verdict = verdicts.get(desired.sku);
      if (!verdict) return [];
      return [{ desired, rejected: verdict.kind === 'rejected' ? verdict : null }];
    });
    await settle(dataSource, lease, settlements);
    for (const { desired, rejected } of settlements) {
      if (rejected) listings.reject(desired.sku, desired.version);
      else listings.show(desired.sku, desired);
    }
    const answered = new Set(settlements.map(({ desired }) => desired.sku));
    for (const { sku } of rows) if (!answered.has(sku)) listings.doubt(sku);
    events.settled(channel, settlements, sentAt);
  }
}

const accepted = (desired: Desired): Settlement => ({ desired, rejected: null });
