import { BUCKETS, formatQuantity } from '#domain';
import type { EntityManager } from 'typeorm';
import type { FoldedBatch } from './fold-batch.js';
import type { ItemNumbers } from './item-numbers.js';

/** Writes contributions, positions and items of one partition, set by set. */
export async function writeState(
  manager: EntityManager,
  partition: number,
  folded: FoldedBatch,
  items: readonly ItemNumbers[],
): Promise<void> {
  await writeContributions(manager, partition, folded);
  await writePositions(manager, partition, folded, items);
  await writeItems(manager, partition, items);
}

async function writeContributions(
  manager: EntityManager,
  partition: number,
  { contributions }: FoldedBatch,
): Promise<void> {
  const rows = [...contributions.values()];
  if (rows.length === 0) return;
  await manager.query(
    `INSERT INTO contribution
       (partition, sku, source, table_name, row_key, rule, location, bucket, quantity,
        epoch, position, cdc_offset, revision)
     SELECT $1::int, given.*
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                 $8::text[], $9::numeric[], $10::int[], $11::text[], $12::bigint[], $13::bigint[])
       AS given
     ON CONFLICT (partition, sku, source, table_name, row_key, rule) DO UPDATE
     SET location = excluded.location, bucket = excluded.bucket, quantity = excluded.quantity,
         epoch = excluded.epoch, position = excluded.position, cdc_offset = excluded.cdc_offset,
         revision = excluded.revision`,
    [
      partition,
      rows.map(({ sku }) => sku),
      rows.map(({ source }) => source),
      rows.map(({ table }) => table),
      rows.map(({ rowKey }) => rowKey),
      rows.map(({ rule }) => rule),
      rows.map(({ location }) => location),
      rows.map(({ bucket }) => bucket),
      rows.map(({ quantity }) => formatQuantity(quantity)),
      rows.map(({ guard }) => guard.epoch),
      rows.map(({ guard }) => guard.position),
      rows.map(({ guard }) => guard.offset.toString()),
      rows.map(({ guard }) => guard.revision.toString()),
    ],
  );
}

async function writePositions(
  manager: EntityManager,
  partition: number,
  { positions }: FoldedBatch,
  items: readonly ItemNumbers[],
): Promise<void> {
  const rows = [...positions.values()];
  if (rows.length === 0) return;
  const versions = new Map(items.map(({ sku, version }) => [sku, version]));
  const columns = BUCKETS.map((bucket) =>
    rows.map(({ buckets }) => formatQuantity(buckets[bucket])),
  );
  await manager.query(
    `INSERT INTO stock_position
       (partition, sku, location, source, hub_version, ${BUCKETS.join(', ')}, updated_at)
     SELECT $1::int, given.*, now()
     FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[],
                 ${BUCKETS.map((_, index) => `$${index + 6}::numeric[]`).join(', ')}) AS given
     ON CONFLICT (partition, sku, location, source) DO UPDATE
     SET hub_version = excluded.hub_version, updated_at = excluded.updated_at,
         ${BUCKETS.map((bucket) => `${bucket} = excluded.${bucket}`).join(', ')}`,
    [
      partition,
      rows.map(({ sku }) => sku),
      rows.map(({ location }) => location),
      rows.map(({ source }) => source),
      rows.map(({ sku }) => (versions.get(sku) ?? 0n).toString()),
      ...columns,
    ],
  );
}

/** The version only rises (promise I5): the database refuses anything else. */
export async function writeItems(
  manager: EntityManager,
  partition: number,
  items: readonly ItemNumbers[],
): Promise<void> {
  if (items.length === 0) return;
  await manager.query(
    `INSERT INTO item
       (partition, sku, version, channels, policy_version, last_offset, recorded_at, applied_at)
     SELECT $1::int, given.* FROM unnest($2::text[], $3::bigint[], $4::jsonb[], $5::text[],
                                    $6::bigint[], $7::timestamptz[], $8::timestamptz[]) AS given
     ON CONFLICT (partition, sku) DO UPDATE
     SET version = excluded.version, channels = excluded.channels,
         policy_version = excluded.policy_version, last_offset = excluded.last_offset,
         recorded_at = excluded.recorded_at, applied_at = excluded.applied_at
     WHERE item.version < excluded.version`,
    [
      partition,
      items.map(({ sku }) => sku),
      items.map(({ version }) => version.toString()),
      items.map(({ channels }) => JSON.stringify(channels)),
      items.map(({ policyVersion }) => policyVersion),
      items.map(({ lastOffset }) => lastOffset.toString()),
      items.map(({ recordedAt }) => recordedAt),
      items.map(({ appliedAt }) => appliedAt),
    ],
  );
}
