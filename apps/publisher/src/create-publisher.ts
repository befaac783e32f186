import { RateLimiter, type ChannelConnector, type LimitDimension } from '#channels';
import { systemClock, type Clock } from '#config';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Pending } from './calls/pending.js';
import type { Lease, MonotonicClock } from './lease/lease.js';
import { Listings } from './listings/listings.js';
import { Publisher, type OpenDesk, type PublisherOptions } from './publisher.js';
import type { PublicationLog } from './telemetry/publication-log.js';
import type { PublisherTelemetry } from './telemetry/publisher-telemetry.js';

/** A marketplace account and what it allows. */
export interface ChannelAccount {
  readonly connector: ChannelConnector;
  readonly limits: readonly LimitDimension[];
}

export interface PublisherParts {
  readonly dataSource: DataSource;
  readonly log: PublicationLog;
  readonly telemetry: PublisherTelemetry;
}

export interface PublisherTiming extends Partial<Pick<PublisherOptions, 'leaseMs' | 'rereadMs'>> {
  /** the clock of calls and limits, where it is not the lease's */
  readonly now?: MonotonicClock;
}

const LEASE_MS = 6_000;
const REREAD_MS = 30_000;

const now = (): number => performance.now();

/**
 * @param accounts by channel
 * @throws Error when a channel's limits admit no call at all
 */
export function createPublisher(
  accounts: ReadonlyMap<string, ChannelAccount>,
  parts: PublisherParts,
  { now: callNow = now, ...timing }: PublisherTiming = {},
  clock: Clock = systemClock,
): Publisher {
  const desks = [...accounts].map(([channel, account]): [string, OpenDesk] => {
    const rowsPerCall = mostRows(channel, account);
    const open = (lease: Lease) => ({
      ...parts,
      channel,
      lease,
      rowsPerCall,
      connector: account.connector,
      limiter: new RateLimiter(account.limits, callNow),
      listings: new Listings(account.connector.capabilities.quantityCap),
      pending: new Pending(),
      clock,
      now: callNow,
    });
    return [channel, open];
  });
  return new Publisher({
    owner: randomUUID(),
    dataSource: parts.dataSource,
    desks: new Map(desks),
    telemetry: parts.telemetry,
    now,
    leaseMs: LEASE_MS,
    rereadMs: REREAD_MS,
    ...timing,
  });
}

function mostRows(channel: string, { connector, limits }: ChannelAccount): number {
  try {
    return new RateLimiter(limits, now).mostRows(connector.capabilities.rowsPerCall.normal);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`channel "${channel}", ${reason}`, { cause });
  }
}
