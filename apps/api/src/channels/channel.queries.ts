import type { Db } from '../database/read-database.js';
import { DESIRED, LISTING_STATE } from './listing.sql.js';

/** How far one channel's listings are. */
export interface ChannelCountsRow {
  readonly channel: string;
  readonly items: number;
  readonly acknowledged: number;
  readonly unclear: number;
  readonly rejected: number;
  /** since when the oldest number waits for its acknowledgement */
  readonly waiting_since: Date | null;
}

/**
 * An item waits since its newest change, or since the very number was sent, whichever is earlier: what
 * changes again and again while the marketplace is silent may wait longer than this says, never shorter.
 *
 * @param ignoring channels that publish only what they are known to list
 */
export const channelCounts = (db: Db, ignoring: readonly string[]): Promise<ChannelCountsRow[]> =>
  db.query<ChannelCountsRow[]>(
    `SELECT channel,
            count(*)::int AS items,
            count(*) FILTER (WHERE state = 'acknowledged')::int AS acknowledged,
            count(*) FILTER (WHERE state = 'unclear')::int AS unclear,
            count(*) FILTER (WHERE state = 'rejected')::int AS rejected,
            min(since) FILTER (WHERE state IN ('pending', 'unclear')) AS waiting_since
     FROM (
       SELECT d.channel, ${LISTING_STATE} AS state,
              CASE WHEN p.sent_quantity = d.units THEN least(d.applied_at, p.sent_at)
                   ELSE d.applied_at END AS since
       FROM (${DESIRED}) AS d
       LEFT JOIN publication AS p ON p.channel = d.channel AND p.sku = d.sku
     ) AS listing
     GROUP BY channel`,
    [ignoring],
  );

export interface AcknowledgedRow {
  readonly channel: string;
  readonly last_acknowledged_at: Date | null;
}

export const lastAcknowledged = (db: Db): Promise<AcknowledgedRow[]> =>
  db.query<AcknowledgedRow[]>(
    'SELECT channel, max(acknowledged_at) AS last_acknowledged_at FROM publication GROUP BY channel',
  );

export interface LeaseRow {
  readonly channel: string;
  readonly owner: string;
  readonly epoch: string;
  readonly expires_at: Date;
}

export const leases = (db: Db): Promise<LeaseRow[]> =>
  db.query<LeaseRow[]>('SELECT channel, owner, epoch, expires_at FROM channel_lease');

export interface ControlRow {
  readonly channel: string;
  readonly paused_at: Date | null;
  readonly paused_because: string | null;
  readonly listed_at: Date | null;
  readonly failing_since: Date | null;
  readonly failures: number | null;
  readonly next_try_at: Date | null;
}

export const controls = (db: Db): Promise<ControlRow[]> =>
  db.query<ControlRow[]>(
    `SELECT channel, paused_at, paused_because, listed_at, failing_since, failures, next_try_at
     FROM channel_control`,
  );

export interface HeldZerosRow {
  readonly channel: string;
  readonly held_at: Date;
  readonly held: number;
  readonly showing: number;
  readonly samples: string[];
  readonly cause: string;
  readonly confirmed_at: Date | null;
}

export const heldZeros = (db: Db): Promise<HeldZerosRow[]> =>
  db.query<HeldZerosRow[]>(
    `SELECT channel, held_at, held, showing, samples, cause, confirmed_at
     FROM mass_zero WHERE ended_at IS NULL`,
  );

export interface DriftRow {
  readonly id: string;
  readonly sku: string;
  readonly expected: number;
  readonly found: number | null;
  readonly found_at: Date;
}

/** Newest first. @param after an id; null: from the newest on */
export const driftPage = (
  db: Db,
  channel: string,
  after: string | null,
  limit: number,
): Promise<DriftRow[]> =>
  db.query<DriftRow[]>(
    `SELECT id, sku, expected, found, found_at FROM channel_drift
     WHERE channel = $1 AND ($2::bigint IS NULL OR id < $2::bigint) ORDER BY id DESC LIMIT $3`,
    [channel, after, limit],
  );
