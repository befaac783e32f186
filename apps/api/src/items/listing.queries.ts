import { LISTING_STATE } from '../channels/listing.sql.js';
import type { Db } from '../database/read-database.js';
import type { ListingOffer, ListingState } from './item.schema.js';

/** A listing, and how many units it shall show; null: none is known. */
export interface WantedListing {
  readonly channel: string;
  readonly sku: string;
  readonly units: number | null;
}

export interface ListingRow extends WantedListing {
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
  /** something is known of the channel's listing beside its name */
  readonly is_known: boolean;
  /** it is made of other items than that of its sku, or of none */
  readonly is_mapped: boolean;
  readonly revision: number;
}

/** What listings were told and answered, in the order of what is wanted. */
export const listingsOf = (db: Db, wanted: readonly WantedListing[]): Promise<ListingRow[]> =>
  db.query<ListingRow[]>(
    `SELECT d.channel, d.sku, d.units, p.sent_version, p.sent_quantity, p.sent_at, p.sent_offer,
            p.acknowledged_version, p.acknowledged_quantity, p.acknowledged_at,
            p.acknowledged_offer, p.recorded_at, p.rejected_code, p.rejected_reason, ${LISTING_STATE} AS state,
            l.sku IS NOT NULL AS is_known, l.parts IS NOT NULL AS is_mapped,
            coalesce(l.revision, 0) AS revision
     FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS d (channel, sku, units, at)
     LEFT JOIN publication AS p ON p.channel = d.channel AND p.sku = d.sku
     LEFT JOIN channel_listing AS l ON l.channel = d.channel AND l.sku = d.sku
     ORDER BY d.at`,
    [
      wanted.map(({ channel }) => channel),
      wanted.map(({ sku }) => sku),
      wanted.map(({ units }) => units),
    ],
  );
