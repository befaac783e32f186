import type { ChannelConnector, RateLimiter } from '#channels';
import type { Clock } from '#config';
import type { DataSource } from 'typeorm';
import type { Lease, MonotonicClock } from '../lease/lease.js';
import type { ListingScan } from '../drift/listing-scan.js';
import type { ZeroHold } from '../hold/zero-hold.js';
import type { Listings } from '../listings/listings.js';
import type { WriteQuotas } from '../quotas/write-quotas.js';
import type { ListingMap } from '../mapping/listing-map.js';
import type { ChannelBreaker } from './channel-breaker.js';
import type { Pending } from './pending.js';
import type { PublicationLog } from '../telemetry/publication-log.js';
import type { PublisherTelemetry } from '../telemetry/publisher-telemetry.js';

/** Everything that serves one channel account for as long as its lease is held. */
export interface Desk {
  readonly channel: string;
  readonly lease: Lease;
  readonly connector: ChannelConnector;
  readonly limiter: RateLimiter;
  readonly rowsPerCall: number;
  readonly listings: Listings;
  readonly map: ListingMap;
  /** undefined: the channel does not count how often a listing is written */
  readonly quotas: WriteQuotas | undefined;
  readonly hold: ZeroHold;
  readonly scan: ListingScan;
  readonly pending: Pending;
  readonly breaker: ChannelBreaker;
  readonly dataSource: DataSource;
  readonly log: PublicationLog;
  readonly telemetry: PublisherTelemetry;
  /** tells when something happened, as others read it */
  readonly clock: Clock;
  readonly now: MonotonicClock;
}
