import { listingLimits, RateLimiter, type ChannelConnector, type LimitDimension } from '#channels';
import { systemClock, type Clock } from '#config';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { AppGauges } from './budgets/app-gauges.js';
import { ChannelBreaker } from './calls/channel-breaker.js';
import { Pending } from './calls/pending.js';
import type { Lease, MonotonicClock } from './lease/lease.js';
import { ListingScan } from './drift/listing-scan.js';
import type { MassZeroRule } from './hold/mass-zero-guard.js';
import { ZeroHold } from './hold/zero-hold.js';
import { Listings } from './listings/listings.js';
import { ListingMap, type MapDefaults } from './mapping/listing-map.js';
import { WriteQuotas } from './quotas/write-quotas.js';
import { Publisher, type OpenDesk, type PublisherOptions } from './publisher.js';
import type { PublicationLog } from './telemetry/publication-log.js';
import type { PublisherTelemetry } from './telemetry/publisher-telemetry.js';

/** What the policy says of an account's listings. */
export interface AccountRules extends MapDefaults {
  /** null: zeros are never held */
  readonly massZero: MassZeroRule | null;
  /** between two readings of all that the channel lists; null: only when somebody asks */
  readonly listEveryMs: number | null;
  /** locations that it sells from */
  readonly pool: readonly string[];
}

/** A marketplace account and what it allows. */
export interface ChannelAccount {
  readonly connector: ChannelConnector;
  readonly limits: readonly LimitDimension[];
  readonly rules: AccountRules;
}

export interface PublisherParts {
  readonly dataSource: DataSource;
  readonly log: PublicationLog;
  readonly telemetry: PublisherTelemetry;
}

export interface PublisherTiming extends Partial<
  Pick<PublisherOptions, 'leaseMs' | 'rereadMs' | 'heedMs'>
> {
  /** the clock of calls and limits, where it is not the lease's */
  readonly now?: MonotonicClock;
}

const LEASE_MS = 6_000;
const REREAD_MS = 30_000;
const HEED_MS = 2_000;

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
  const gauges = new AppGauges(parts.dataSource, callNow);
  const desks = [...accounts].map(([channel, account]): [string, OpenDesk] => {
    const rowsPerCall = mostRows(channel, account);
    const open = (lease: Lease) => {
      const tools = toolsOf(channel, account, { ...parts, gauges }, callNow);
      return { ...parts, ...tools, channel, lease, rowsPerCall, clock, now: callNow };
    };
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
    heedMs: HEED_MS,
    ...timing,
  });
}

/** What serves an account for as long as its lease is held: empty, to be filled from what is stored. */
function toolsOf(
  channel: string,
  { connector, limits, rules }: ChannelAccount,
  { dataSource, gauges, telemetry }: PublisherParts & { readonly gauges: AppGauges },
  callNow: MonotonicClock,
) {
  const { countedBy, retryPausesMs } = connector.capabilities;
  const map = new ListingMap(rules);
  const countedAs = (sku: string) => map.detailsOf(sku).ids[countedBy ?? ''] ?? sku;
  const perListing = listingLimits(limits);
  const quotas =
    perListing.length > 0 ? new WriteQuotas(perListing, countedAs, callNow) : undefined;
  const listings = new Listings(connector.capabilities, quotas);
  const holdParts = { channel, listings, dataSource, telemetry, now: callNow };
  return {
    connector,
    limiter: new RateLimiter(limits, callNow, (dimension) => gauges.of(connector, dimension)),
    listings,
    map,
    quotas,
    hold: new ZeroHold(rules.massZero, rules.pool, holdParts),
    scan: new ListingScan(rules.listEveryMs, callNow()),
    pending: new Pending(),
    breaker: new ChannelBreaker({ pausesMs: retryPausesMs }),
  };
}

function mostRows(channel: string, { connector, limits }: ChannelAccount): number {
  try {
    return new RateLimiter(limits, now).mostRows(connector.capabilities.rowsPerCall.normal);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`channel "${channel}", ${reason}`, { cause });
  }
}
