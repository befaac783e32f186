import { BUCKETS, formatQuantity, PHYSICAL_BUCKETS, type Bucket } from '#domain';
import { decimal, quantityOf } from '../format/decimal.js';
import { iso } from '../format/instants.js';
import type { Position } from './item.schema.js';
import type { PositionRow } from './position.queries.js';

export function toPosition(row: PositionRow): Position {
  const onHand = PHYSICAL_BUCKETS.reduce((sum, bucket) => sum + quantityOf(row[bucket]), 0n);
  const buckets = Object.fromEntries(BUCKETS.map((bucket) => [bucket, decimal(row[bucket])]));
  return {
    location: row.location,
    source: row.source,
    onHand: formatQuantity(onHand),
    buckets: buckets as Record<Bucket, string>,
    hubVersion: Number(row.hub_version),
    updatedAt: iso(row.updated_at),
  };
}
