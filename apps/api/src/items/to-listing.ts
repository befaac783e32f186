import { listingVersion } from '#domain';
import { iso, isoOrNull } from '../format/instants.js';
import type { ItemRow } from './item.queries.js';
import type { ListingState } from './item.schema.js';
import type { ListingRow } from './listing.queries.js';

/** An item under its own sku. @param isIgnored the channel publishes only what it is known to list */
export function toListing(row: ListingRow, item: ItemRow, isIgnored: boolean): ListingState {
  if (row.is_mapped || (isIgnored && !row.is_known)) return unlisted(row.channel);
  const version = Number(item.version);
  return {
    ...answersOf(row),
    desired: desiredOf(
      row,
      row.revision === 0 ? version : listingVersion(row.revision, [version]),
      item.applied_at,
    ),
  };
}

/** A listing that is made of items. */
export function toMadeListing(row: ListingRow, items: readonly ItemRow[]): ListingState {
  const versions = items.map(({ version }) => Number(version));
  const newest = items
    .map(({ applied_at }) => applied_at)
    .toSorted((a, b) => Number(b) - Number(a))[0];
  const desired = newest ? desiredOf(row, listingVersion(row.revision, versions), newest) : null;
  return { ...answersOf(row), desired };
}

const unlisted = (channel: string): ListingState => ({
  channel,
  desired: null,
  sent: null,
  acknowledged: null,
  rejected: null,
  state: 'unlisted',
});

const desiredOf = ({ units }: ListingRow, version: number, at: Date): ListingState['desired'] =>
  units === null ? null : { quantity: units, version, at: iso(at) };

const answersOf = (row: ListingRow): Omit<ListingState, 'desired'> => ({
  channel: row.channel,
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
