import type { Quantity } from '#domain';
import type { Db } from '../database/read-database.js';
import { quantityOf } from '../format/decimal.js';

/** What active claims hold of one item, by location; a location that is missing has none. */
export async function claimedAt(
  db: Db,
  partition: number,
  sku: string,
): Promise<ReadonlyMap<string, Quantity>> {
  const rows = await db.query<{ location: string; claimed: string }[]>(
    `SELECT location, claimed FROM location_stock
     WHERE partition = $1 AND sku = $2 AND claimed > 0`,
    [partition, sku],
  );
  return new Map(rows.map(({ location, claimed }) => [location, quantityOf(claimed)]));
}

export interface HeldRow {
  readonly id: string;
  readonly kind: 'reservation' | 'order';
  readonly state: 'active' | 'committed';
  readonly channel: string;
  readonly location: string;
  readonly open: string;
  readonly order_type: string | null;
  readonly order_id: string | null;
  readonly created_at: Date;
  readonly expires_at: Date | null;
}

/** Claims that hold units of one item now, by location, oldest first. */
export const heldClaims = (db: Db, sku: string, most: number): Promise<HeldRow[]> =>
  db.query<HeldRow[]>(
    `SELECT c.id, c.kind, c.state, c.channel, l.location, l.quantity - l.absorbed AS open,
            c.order_type, c.order_id, c.created_at, c.expires_at
     FROM claim_line AS l JOIN claim AS c ON c.id = l.claim
     WHERE l.held AND l.sku = $1
     ORDER BY l.location, c.created_at, c.id LIMIT $2`,
    [sku, most],
  );

/** Claims that hold units of anything: reservations by when they end, then orders by how long they wait. */
export const holdingClaims = (db: Db, most: number): Promise<{ id: string; now: Date }[]> =>
  db.query<{ id: string; now: Date }[]>(
    `(SELECT id, now() AS now FROM claim WHERE state = 'active' ORDER BY expires_at LIMIT $1)
     UNION ALL
     (SELECT id, now() AS now FROM claim WHERE state = 'committed' ORDER BY committed_at LIMIT $1)`,
    [most],
  );
