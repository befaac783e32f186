import type { EntityManager } from 'typeorm';

/**
 * Keeps what purchase orders announce, since a row that arrives tells of it no more: the first date stays,
 * and the most units that were ever announced.
 */
export async function notePromises(
  manager: Pick<EntityManager, 'query'>,
  now: Date,
): Promise<void> {
  await manager.query(
    `INSERT INTO inbound_promise (source, purchase, sku, location, vendor, eta, units, seen_at)
     SELECT source, purchase, sku, location, max(vendor), min(eta), sum(inbound), $1::timestamptz
     FROM contribution
     WHERE purchase IS NOT NULL AND purchase <> '' AND inbound > 0 AND eta IS NOT NULL
     GROUP BY source, purchase, sku, location
     ORDER BY source, purchase, sku, location
     ON CONFLICT (source, purchase, sku, location) DO UPDATE
     SET units = greatest(inbound_promise.units, excluded.units),
         vendor = coalesce(inbound_promise.vendor, excluded.vendor), seen_at = excluded.seen_at
     WHERE inbound_promise.units < excluded.units
        OR (inbound_promise.vendor IS NULL AND excluded.vendor IS NOT NULL)`,
    [now],
  );
}
