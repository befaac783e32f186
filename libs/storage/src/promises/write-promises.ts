import { formatQuantity, type Quantity } from '#domain';
import type { Db } from '../claims/db.js';
import type { ChannelOrder, OrderPromise } from './promise.js';

/**
 * Whoever promises units of these items does it alone until the transaction ends: no delivery is promised
 * twice (promise I6).
 */
export async function lockInbound(db: Db, skus: readonly string[]): Promise<void> {
  await db.query(
    `SELECT pg_advisory_xact_lock(hashtextextended(sku, 9))
     FROM (SELECT DISTINCT sku FROM unnest($1::text[]) AS given (sku) ORDER BY sku) AS item`,
    [skus],
  );
}

const MAKE = `
  WITH made AS (
    INSERT INTO order_promise (id, channel, order_type, order_id, sku, cause_id, units, promised_for,
      promised_at, policy_version)
    SELECT id, channel, order_type, order_id, sku, cause_id, units, promised_for, now(), policy_version
    FROM jsonb_populate_recordset(NULL::order_promise, $1::jsonb) RETURNING sku, id)
  INSERT INTO claim_outbox (sku, claim, change, changed_at)
  SELECT sku, id, 'promised', now() FROM made`;

/** Makes promises and tells of them. The items are locked, and the order has no promise of them yet. */
export async function makePromises(db: Db, promises: readonly OrderPromise[]): Promise<void> {
  const rows = promises.map((promise) => ({
    id: promise.id,
    channel: promise.channel,
    order_type: promise.order.type,
    order_id: promise.order.id,
    sku: promise.sku,
    cause_id: promise.causeId,
    units: formatQuantity(promise.units),
    promised_for: promise.promisedFor,
    policy_version: promise.policyVersion,
  }));
  await db.query(MAKE, [JSON.stringify(rows)]);
}

/** The order needs no more of what it still waits for: the units are free for others. */
export async function cancelPromises(db: Db, { channel, order }: ChannelOrder): Promise<void> {
  await db.query(
    `WITH closed AS (
       UPDATE order_promise SET closed_at = now()
       WHERE channel = $1 AND order_type = $2 AND order_id = $3 AND closed_at IS NULL
       RETURNING sku, id)
     INSERT INTO claim_outbox (sku, claim, change, changed_at)
     SELECT sku, id, 'released', now() FROM closed`,
    [channel, order.type, order.id],
  );
}

/** Units that came and are claimed for the order now, or that the authority gave it. */
export interface ServedUnits {
  readonly promise: string;
  readonly units: Quantity;
}

/** A promise ends with the last of its units. */
export async function recordServed(db: Db, served: readonly ServedUnits[]): Promise<void> {
  await db.query(
    `WITH closed AS (
       UPDATE order_promise AS p
       SET served = p.served + given.units,
           closed_at = CASE WHEN p.served + given.units = p.units THEN now() END
       FROM unnest($1::uuid[], $2::numeric[]) AS given (id, units)
       WHERE p.id = given.id AND p.closed_at IS NULL RETURNING p.sku, p.id)
     INSERT INTO claim_outbox (sku, claim, change, changed_at)
     SELECT sku, id, 'claimed', now() FROM closed`,
    [served.map(({ promise }) => promise), served.map(({ units }) => formatQuantity(units))],
  );
}
