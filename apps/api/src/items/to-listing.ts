import { isOrderedAhead } from '#domain';
import { iso, isoOrNull } from '../format/instants.js';
import type { ItemRow } from './item.queries.js';
import type { ListingOffer, ListingState } from './item.schema.js';
import type { ListingRow } from './listing.queries.js';

export const toListing = (row: ListingRow, item: ItemRow): ListingState => ({
  channel: row.channel,
  desired: numberAt({
    quantity: row.units,
    version: item.version,
    at: item.applied_at,
    offer: offerOf(item, row.channel),
  }),
  sent: numberAt({
    quantity: row.sent_quantity,
    version: row.sent_version,
    at: row.sent_at,
    offer: row.sent_offer,
  }),
  acknowledged: acknowledgedOf(row),
  rejected:
    row.rejected_code === null ? null : { code: row.rejected_code, reason: row.rejected_reason },
  state: row.state,
});

function acknowledgedOf(row: ListingRow): ListingState['acknowledged'] {
  const number = numberAt({
    quantity: row.acknowledged_quantity,
    version: row.acknowledged_version,
    at: row.acknowledged_at,
    offer: row.acknowledged_offer,
  });
  return number && { ...number, recordedAt: isoOrNull(row.recorded_at) };
}

interface StoredNumber {
  readonly quantity: number | null;
  readonly version: string | null;
  readonly at: Date | null;
  readonly offer: ListingOffer | null;
}

function numberAt({ quantity, version, at, offer }: StoredNumber) {
  if (quantity === null || version === null || at === null) return null;
  return { quantity, version: Number(version), at: iso(at), offer };
}

/** What the item says for the channel, whether the channel can show it or not. */
function offerOf({ offers }: ItemRow, channel: string): ListingOffer | null {
  const { status, preorder } = offers?.[channel] ?? {};
  if (status === undefined) return null;
  return { status, availableFrom: (isOrderedAhead(status) && preorder?.availableFrom) || null };
}
