import type { EntityManager } from 'typeorm';
import { recordAction } from '../actions/record-action.js';
import type { Voice } from './channel-controls.js';

/** What somebody says that a listing is. */
export interface ListingMapping {
  /** the channel's own name of it */
  readonly sku: string;
  /** items and whole units that one unit of it takes; null: one of the item of the same sku; none: not published */
  readonly parts: readonly { readonly item: string; readonly units: number }[] | null;
  /** null: as the channel's policy says */
  readonly leadTimeDays: number | null;
}

const PUT = `
  INSERT INTO channel_listing AS known (channel, sku, parts, lead_time_days, revision)
  SELECT $1, given.sku, given.parts, given.days, CASE WHEN given.parts IS NULL THEN 0 ELSE 1 END
  FROM unnest($2::text[], $3::jsonb[], $4::int[]) AS given (sku, parts, days)
  ON CONFLICT (channel, sku) DO UPDATE
  SET parts = excluded.parts, lead_time_days = excluded.lead_time_days, changed_at = now(),
      revision = known.revision + CASE WHEN known.parts IS DISTINCT FROM excluded.parts THEN 1 ELSE 0 END
  WHERE known.parts IS DISTINCT FROM excluded.parts
     OR known.lead_time_days IS DISTINCT FROM excluded.lead_time_days
  RETURNING sku`;

/**
 * Says what listings of a channel are made of. Saying the same again changes nothing.
 *
 * @param mappings each listing once
 * @returns how many have changed
 */
export async function mapListings(
  db: Pick<EntityManager, 'query'>,
  channel: string,
  mappings: readonly ListingMapping[],
  voice: Voice,
): Promise<number> {
  const changed = await db.query<unknown[]>(PUT, [
    channel,
    mappings.map(({ sku }) => sku),
    mappings.map(({ parts }) => parts && JSON.stringify(parts)),
    mappings.map(({ leadTimeDays }) => leadTimeDays),
  ]);
  const details = { listings: mappings.length, changed: changed.length };
  await recordAction(db, { ...voice, action: 'channel.map', subject: channel, details });
  return changed.length;
}
