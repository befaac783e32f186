import { formatQuantity, parseQuantity } from '#domain';
import type { EntityManager } from 'typeorm';
import type { LockedPromise, OrderPromise } from './promise.js';

interface PromiseRow {
  readonly order_ref: string;
  readonly sku: string;
  readonly channel: string;
  readonly units: string;
  readonly promised_for: string;
  readonly promised_at: Date;
  readonly policy_version: string;
}

const COLUMNS = `order_ref, sku, channel, units::text AS units, promised_for::text AS promised_for,
  promised_at, policy_version`;

/**
 * Makes the promise to an order, or finds the one that it was made first: a date once told stays, however
 * often the order is sent and whatever the vendors say since. Call it in the order's transaction.
 *
 * @param now the hub's clock
 */
export async function lockPromise(
  manager: Pick<EntityManager, 'query'>,
  promise: OrderPromise,
  now: Date,
): Promise<LockedPromise> {
  const { orderRef, sku, channel, units, promisedFor, policyVersion } = promise;
  const made = await manager.query<PromiseRow[]>(
    `INSERT INTO order_promise
       (order_ref, sku, channel, units, promised_for, promised_at, policy_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (order_ref, sku) DO NOTHING RETURNING ${COLUMNS}`,
    [orderRef, sku, channel, formatQuantity(units), promisedFor, now, policyVersion],
  );
  if (made[0]) return toPromise(made[0], true);
  const first = await promiseOf(manager, orderRef, sku);
  if (first) return first;
  throw new Error(`the promise of ${sku} to order ${orderRef} is neither new nor there`);
}

/** What an order was promised of an item, or undefined. */
export async function promiseOf(
  manager: Pick<EntityManager, 'query'>,
  orderRef: string,
  sku: string,
): Promise<LockedPromise | undefined> {
  const rows = await manager.query<PromiseRow[]>(
    `SELECT ${COLUMNS} FROM order_promise WHERE order_ref = $1 AND sku = $2`,
    [orderRef, sku],
  );
  return rows[0] && toPromise(rows[0], false);
}

/** The order got its goods, or needs them no more: its units are free for others. */
export async function closePromises(
  manager: Pick<EntityManager, 'query'>,
  orderRef: string,
  now: Date,
): Promise<void> {
  await manager.query(
    'UPDATE order_promise SET closed_at = $2 WHERE order_ref = $1 AND closed_at IS NULL',
    [orderRef, now],
  );
}

const toPromise = (row: PromiseRow, isNew: boolean): LockedPromise => ({
  orderRef: row.order_ref,
  sku: row.sku,
  channel: row.channel,
  units: parseQuantity(row.units) ?? 0n,
  promisedFor: row.promised_for,
  promisedAt: row.promised_at.toISOString(),
  policyVersion: row.policy_version,
  isNew,
});
