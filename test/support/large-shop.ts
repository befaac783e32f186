import type { Policy } from '#config';
import type { DataSource } from 'typeorm';
import { shopPolicy } from './policies.js';

/** Of how much a shop has. */
export interface ShopSize {
  readonly items: number;
  /** besides the depot */
  readonly stores: number;
}

const storeId = (place: number): string => `store-${String(place).padStart(3, '0')}`;
const stores = (count: number): string[] =>
  Array.from({ length: count }, (_, place) => storeId(place + 1));

/** The shop's policy with so many stores at its till; nothing of it falls silent while one looks. */
export function largePolicy({ stores: count }: ShopSize): Policy {
  const policy = shopPolicy();
  const { leeds, depot } = policy.locations;
  if (!leeds || !depot) throw new Error('the shop has lost a place');
  const places = stores(count).map(
    (id) => [id, { ...leeds, name: `Store ${id.slice(-3)}` }] as const,
  );
  const patient = ([id, source]: [string, Policy['sources'][string]]) =>
    [id, { ...source, staleAfterSeconds: 86_400 }] as const;
  const pool = [...stores(count), 'depot'];
  return {
    ...policy,
    sources: Object.fromEntries(Object.entries(policy.sources).map(patient)),
    locations: { ...Object.fromEntries(places), depot },
    channels: Object.fromEntries(
      Object.entries(policy.channels).map(([id, channel]) => [
        id,
        { ...channel, pool, protect: {} },
      ]),
    ),
  };
}

/** Every item at three stores and at the depot; what the channels shall show, and do all but for a few. */
export async function fillLargeShop(db: DataSource, { items, stores: count }: ShopSize) {
  const numbers = `generate_series(1, ${items}) AS n`;
  const sku = `'SKU-' || lpad(n::text, 6, '0')`;
  const store = (shift: number) =>
    `'store-' || lpad((1 + (n * 7 + ${shift}) % ${count})::text, 3, '0')`;
  await db.query(`
    INSERT INTO source_heartbeat (source, beat_at, seen_at)
    VALUES ('pos', now(), now()), ('wms', now(), now());
    INSERT INTO channel_lease (channel, owner, epoch, expires_at)
    VALUES ('bazaar', 'publisher-1', 1, now() + interval '1 day'),
           ('emporium', 'publisher-1', 1, now() + interval '1 day');
    INSERT INTO channel_pace (channel, lease_epoch, told_at, lanes, limits)
    SELECT channel, 1, now(), '[{"lane": "rest", "count": ${items / 100}, "oldestSince": null, "samples": []}]', '[]'
    FROM channel_lease;
    INSERT INTO item (partition, sku, version, channels, policy_version, last_offset, recorded_at, applied_at)
    SELECT n % 16, ${sku}, 1, jsonb_build_object('bazaar', n % 97, 'emporium', n % 11), 'abc123abc123', n,
           now() - n * interval '1 second', now() - n * interval '1 second'
    FROM ${numbers};
    INSERT INTO stock_position (partition, sku, location, source, available_base, allocated, damaged,
                                quarantine, non_sellable, in_transit, inbound_confirmed, hub_version, updated_at)
    SELECT n % 16, ${sku}, place.location, place.source, n % 97, 0, 0, 0, 0, 0, 0, 1, now() - n * interval '1 second'
    FROM ${numbers}, LATERAL (VALUES (${store(0)}, 'pos'), (${store(2)}, 'pos'), (${store(4)}, 'pos'),
                                     ('depot', 'wms')) AS place (location, source);
    INSERT INTO publication (channel, sku, lease_epoch, sent_version, sent_quantity, sent_at,
                             acknowledged_version, acknowledged_quantity, acknowledged_at, recorded_at)
    SELECT channel, ${sku}, 1, 1, units, now(), 1, units, now(), now() - n * interval '1 second'
    FROM ${numbers}, LATERAL (VALUES ('bazaar', n % 97), ('emporium', n % 11)) AS told (channel, units)
    WHERE n % 100 <> 0;
    INSERT INTO location_state (location, source, state, since, last_change_at, silent_seconds,
                                threshold_seconds, looked_at)
    SELECT 'store-' || lpad(n::text, 3, '0'), 'pos', CASE WHEN n % 50 = 0 THEN 'stale' ELSE 'fresh' END,
           now() - interval '1 hour', now() - n * interval '1 minute', n * 60, 3600, now()
    FROM generate_series(1, ${count}) AS n;
  `);
  await db.query('ANALYZE');
}

/** What trade does to its first thousand items in a moment; their channels have not taken it yet. */
export async function tradeOnce(db: DataSource, changes: number): Promise<void> {
  await db.query(
    `UPDATE item
     SET version = version + 1, applied_at = now(), recorded_at = now(),
         channels = jsonb_build_object('bazaar', (random() * 90)::int, 'emporium', (random() * 10)::int)
     WHERE sku IN (SELECT 'SKU-' || lpad((1 + floor(random() * 1000))::text, 6, '0')
                   FROM generate_series(1, $1))`,
    [changes],
  );
  await db.query('UPDATE source_heartbeat SET beat_at = now(), seen_at = now()');
}
