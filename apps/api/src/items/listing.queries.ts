import { LISTING_STATE } from '../channels/listing.sql.js';
import type { Db } from '../database/read-database.js';
import type { ListingOffer, ListingState } from './item.schema.js';

export interface ListingRow {
  readonly channel: string;
  /** null: the stored item names no such channel */
  readonly units: number | null;
  readonly sent_version: string | null;
  readonly sent_quantity: number | null;
  readonly sent_at: Date | null;
  readonly sent_offer: ListingOffer | null;
  readonly acknowledged_version: string | null;
  readonly acknowledged_quantity: number | null;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_offer: ListingOffer | null;
  readonly recorded_at: Date | null;
  readonly rejected_code: string | null;
  readonly rejected_reason: string | null;
  readonly state: ListingState['state'];
}

/**
 * What each channel should show of one item, was told and answered; by channel.
 *
 * @param desired units by channel id
 */
export const listingsOf = (
  db: Db,
  sku: string,
  channels: readonly string[],
  desired: Readonly<Record<string, number>>,
): Promise<ListingRow[]> =>
  db.query<ListingRow[]>(
    `SELECT d.channel, d.units, p.sent_version, p.sent_quantity, p.sent_at, p.sent_offer,
            p.acknowledged_version, p.acknowledged_quantity, p.acknowledged_at, p.acknowledged_offer,
            p.recorded_at, p.rejected_code, p.rejected_reason, ${LISTING_STATE} AS state
     FROM unnest($2::text[], $3::int[]) AS d (channel, units)
     LEFT JOIN publication AS p ON p.channel = d.channel AND p.sku = $1
     ORDER BY d.channel COLLATE "C"`,
    [sku, channels, channels.map((channel) => desired[channel] ?? null)],
  );
