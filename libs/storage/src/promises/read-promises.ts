import { quantityOf, type Db } from '../claims/db.js';
import type { ChannelOrder, MadePromise } from './promise.js';

interface PromiseRow {
  readonly id: string;
  readonly channel: string;
  readonly order_type: string;
  readonly order_id: string;
  readonly sku: string;
  readonly cause_id: string;
  readonly units: string;
  readonly served: string;
  readonly promised_for: string;
  readonly promised_at: Date;
  readonly policy_version: string;
  readonly closed_at: Date | null;
}

const PROMISES = `
  SELECT p.id, p.channel, p.order_type, p.order_id, p.sku, p.cause_id, p.units::text AS units,
         p.served::text AS served, p.promised_for::text AS promised_for, p.promised_at,
         p.policy_version, p.closed_at
  FROM order_promise AS p`;

/** What an order was promised, by sku. */
export async function readPromises(
  db: Db,
  { channel, order }: ChannelOrder,
): Promise<readonly MadePromise[]> {
  const rows = await db.query<PromiseRow[]>(
    `${PROMISES} WHERE channel = $1 AND order_type = $2 AND order_id = $3 ORDER BY sku`,
    [channel, order.type, order.id],
  );
  return rows.map(toPromise);
}

/** Where a channel takes units from, and what it must leave there. */
export interface ChannelPlace {
  readonly channel: string;
  readonly location: string;
  readonly protect: number;
  /** the retailer's own channel */
  readonly firstParty: boolean;
}

/** Something came that the channel may take, or the authority has shown the order already. */
const CAN_BE_SERVED = `
  EXISTS (
    SELECT FROM unnest($2::text[], $3::text[], $4::int[], $5::bool[])
      AS place (channel, location, protect, first_party)
    JOIN location_stock AS s ON s.location = place.location
    WHERE place.channel = p.channel AND s.sku = p.sku
      AND (s.sellable_to = 'all' OR (s.sellable_to = 'first_party' AND place.first_party))
      AND s.available_base - s.claimed >= place.protect + 1)
  OR EXISTS (
    SELECT FROM ledger_line AS l
    WHERE l.cause_type = p.order_type AND l.cause_id = p.cause_id AND l.sku = p.sku)`;

/**
 * The oldest promises that may be served, locked; those that somebody else is serving are left to them.
 *
 * @param most how many
 */
export async function lockServable(
  db: Db,
  places: readonly ChannelPlace[],
  most: number,
): Promise<readonly MadePromise[]> {
  const rows = await db.query<PromiseRow[]>(
    `${PROMISES} WHERE closed_at IS NULL AND (${CAN_BE_SERVED})
     ORDER BY promised_at, channel, order_type, order_id, sku LIMIT $1
     FOR UPDATE OF p SKIP LOCKED`,
    [
      most,
      places.map(({ channel }) => channel),
      places.map(({ location }) => location),
      places.map(({ protect }) => protect),
      places.map(({ firstParty }) => firstParty),
    ],
  );
  return rows.map(toPromise);
}

const toPromise = (row: PromiseRow): MadePromise => ({
  id: row.id,
  channel: row.channel,
  order: { type: row.order_type, id: row.order_id },
  causeId: row.cause_id,
  sku: row.sku,
  units: quantityOf(row.units),
  served: quantityOf(row.served),
  promisedFor: row.promised_for,
  promisedAt: row.promised_at,
  policyVersion: row.policy_version,
  closedAt: row.closed_at,
});
