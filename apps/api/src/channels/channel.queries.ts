import type { Db } from '../database/read-database.js';
import { LISTING_STATE } from './listing.sql.js';

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
 */
export const channelCounts = (db: Db): Promise<ChannelCountsRow[]> =>
  db.query<ChannelCountsRow[]>(
    `SELECT channel,
            count(*)::int AS items,
            count(*) FILTER (WHERE state = 'acknowledged')::int AS acknowledged,
            count(*) FILTER (WHERE state = 'unclear')::int AS unclear,
            count(*) FILTER (WHERE state = 'rejected')::int AS rejected,
            min(since) FILTER (WHERE state IN ('pending', 'unclear')) AS waiting_since
     FROM (
       SELECT d.channel, ${LISTING_STATE} AS state,
              CASE WHEN p.sent_quantity = d.units THEN least(i.applied_at, p.sent_at)
                   ELSE i.applied_at END AS since
       FROM item AS i
       CROSS JOIN LATERAL (
         SELECT key AS channel, value::int AS units FROM jsonb_each_text(i.channels)
       ) AS d
       LEFT JOIN publication AS p ON p.channel = d.channel AND p.sku = i.sku
     ) AS listing
     GROUP BY channel`,
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
