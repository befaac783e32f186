import { iso, isoOrNull } from '../format/instants.js';
import type { ItemRow } from './item.queries.js';
import type { ListingState } from './item.schema.js';
import type { ListingRow } from './listing.queries.js';

export const toListing = (row: ListingRow, item: ItemRow): ListingState => ({
  channel: row.channel,
  desired:
    row.units === null
      ? null
      : { quantity: row.units, version: Number(item.version), at: iso(item.applied_at) },
  sent: numberAt(row.sent_quantity, row.sent_version, row.sent_at),
  acknowledged: acknowledgedOf(row),
  rejected:
    row.rejected_code === null ? null : { code: row.rejected_code, reason: row.rejected_reason },
  state: row.state,
});

function acknowledgedOf(row: ListingRow): ListingState['acknowledged'] {
  const { acknowledged_quantity, acknowledged_version, acknowledged_at } = row;
  const number = numberAt(acknowledged_quantity, acknowledged_version, acknowledged_at);
  return number && { ...number, recordedAt: isoOrNull(row.recorded_at) };
}

function numberAt(quantity: number | null, version: string | null, at: Date | null) {
  if (quantity === null || version === null || at === null) return null;
  return { quantity, version: Number(version), at: iso(at) };
}
