import { isOrderedAhead, listingVersion } from '#domain';
import { iso, isoOrNull } from '../format/instants.js';
import type { ItemRow } from './item.queries.js';
import type { ListingOffer, ListingState } from './item.schema.js';
import type { ListingRow } from './listing.queries.js';

/** An item under its own sku. @param isIgnored the channel publishes only what it is known to list */
export function toListing(row: ListingRow, item: ItemRow, isIgnored: boolean): ListingState {
  if (row.is_mapped || (isIgnored && !row.is_known)) return unlisted(row.channel);
  const version = Number(item.version);
  return {
    ...answersOf(row),
    desired: desiredOf(row, {
      version: row.revision === 0 ? version : listingVersion(row.revision, [version]),
      at: item.applied_at,
      offer: offerOf(item, row.channel),
    }),
  };
}

/**
 * A listing that is made of items.
 *
 * @param units of each item that it takes, in the order of `items`
 */
export function toMadeListing(
  row: ListingRow,
  items: readonly ItemRow[],
  units: readonly number[],
): ListingState {
  const versions = items.map(({ version }) => Number(version));
  const newest = items
    .map(({ applied_at }) => applied_at)
    .toSorted((a, b) => Number(b) - Number(a))[0];
  const version = listingVersion(row.revision, versions);
  const [only, ...others] = items;
  // when several units are there, or all of several items, is not known
  const isItem = only !== undefined && others.length === 0 && units[0] === 1;
  const offer = isItem ? offerOf(only, row.channel) : null;
  const desired = newest ? desiredOf(row, { version, at: newest, offer }) : null;
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

interface Wanted {
  readonly version: number;
  readonly at: Date;
  readonly offer: ListingOffer | null;
}

const desiredOf = (
  { units }: ListingRow,
  { version, at, offer }: Wanted,
): ListingState['desired'] =>
  units === null ? null : { quantity: units, version, at: iso(at), offer };

const answersOf = (row: ListingRow): Omit<ListingState, 'desired'> => ({
  channel: row.channel,
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
