import type { EntityManager } from 'typeorm';
import type { ChannelNumbers, ItemAnswers } from './channel-numbers.js';
import type { ItemNumbers } from './item-numbers.js';

type Reader = Pick<EntityManager, 'query'>;

interface ItemRow {
  partition: number;
  sku: string;
  version: string;
  channels: ChannelNumbers;
  policy_version: string;
  last_offset: string;
  recorded_at: Date;
  applied_at: Date;
  offers: ItemAnswers['offers'];
  due_at: Date | null;
}

const COLUMNS =
  'partition, sku, version, channels, policy_version, last_offset, recorded_at, applied_at, offers, due_at';

/**
 * Items whose newest numbers may not be on Kafka yet. Looks through the partition's items: an index that
 * changes with every number would cost each of them more than this costs a start.
 */
export async function itemsSince(
  reader: Reader,
  partition: number,
  offset: bigint,
): Promise<ItemNumbers[]> {
  const rows = await reader.query<ItemRow[]>(
    `SELECT ${COLUMNS} FROM item WHERE partition = $1 AND last_offset >= $2`,
    [partition, offset.toString()],
  );
  return rows.map(toItem);
}

/** Some items whose numbers come from another policy or from other terms. */
export async function itemsOfOtherPolicy(
  reader: Reader,
  partition: number,
  policyVersion: string,
  limit: number,
): Promise<ItemNumbers[]> {
  const rows = await reader.query<ItemRow[]>(
    `SELECT ${COLUMNS} FROM item WHERE partition = $1 AND policy_version <> $2 LIMIT $3`,
    [partition, policyVersion, limit],
  );
  return rows.map(toItem);
}

/** Some items that time alone may have changed. */
export async function dueItems(
  reader: Reader,
  partition: number,
  now: Date,
  limit: number,
): Promise<ItemNumbers[]> {
  const rows = await reader.query<ItemRow[]>(
    `SELECT ${COLUMNS} FROM item WHERE partition = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3`,
    [partition, now, limit],
  );
  return rows.map(toItem);
}

/** Those of the partitions that have an item which time alone may have changed. */
export async function partitionsDue(
  reader: Reader,
  partitions: readonly number[],
  now: Date,
): Promise<ReadonlySet<number>> {
  if (partitions.length === 0) return new Set();
  const rows = await reader.query<{ partition: number }[]>(
    `SELECT partition FROM unnest($1::int[]) AS owned (partition)
     WHERE EXISTS (SELECT FROM item WHERE item.partition = owned.partition AND due_at <= $2)`,
    [partitions, now],
  );
  return new Set(rows.map(({ partition }) => partition));
}

export async function itemsBySku(
  reader: Reader,
  partition: number,
  skus: readonly string[],
): Promise<ItemNumbers[]> {
  const rows = await reader.query<ItemRow[]>(
    `SELECT ${COLUMNS} FROM item WHERE partition = $1 AND sku = ANY ($2::text[])`,
    [partition, skus],
  );
  return rows.map(toItem);
}

const toItem = (row: ItemRow): ItemNumbers => ({
  partition: row.partition,
  sku: row.sku,
  version: BigInt(row.version),
  channels: row.channels,
  policyVersion: row.policy_version,
  lastOffset: BigInt(row.last_offset),
  recordedAt: row.recorded_at.toISOString(),
  appliedAt: row.applied_at.toISOString(),
  offers: row.offers,
  dueAt: row.due_at?.getTime() ?? null,
});
