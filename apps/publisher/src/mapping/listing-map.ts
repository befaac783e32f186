import { listingVersion, madeUnits } from '#domain';
import { isDeepStrictEqual } from 'node:util';
import type { Desired } from '../listings/listing.js';
import { offering } from '../listings/listing-offer.js';
import type { MappedListing } from './mapped-listing.js';

/** What becomes of items that the channel is not known to list. */
export type Unlisted = 'publish' | 'ignore';

export interface MapDefaults {
  readonly unlisted: Unlisted;
  /** days from order to dispatch; null: as the channel has it */
  readonly leadTimeDays: number | null;
}

export type ListingDetails = Pick<MappedListing, 'ids' | 'leadTimeDays'>;

/**
 * Which listings of one channel an item's number decides. Most listings are their item; a multi-pack is
 * several units of one, a bundle takes several items, and shows as many as the scarcest allows.
 */
export class ListingMap {
  private readonly listings = new Map<string, MappedListing>();
  /** listings by the items that they are made of */
  private readonly takers = new Map<string, Set<string>>();
  /** newest numbers of items that listings are made of */
  private readonly numbers = new Map<string, Desired>();

  constructor(private readonly defaults: MapDefaults) {}

  /** @returns the items whose numbers must be offered again for it to be known */
  put(listing: MappedListing): readonly string[] {
    const { parts, revision, sku } = listing;
    const before = this.listings.get(sku);
    const wasItself = before === undefined && this.defaults.unlisted === 'publish';
    this.listings.set(sku, listing);
    if (before?.revision === revision) return [];
    this.index(before, listing);
    if (parts !== null) return parts.map(({ item }) => item);
    return wasItself && revision === 0 ? [] : [sku];
  }

  /** Whether the channel knows it by other ids than were known, or lists it only now. */
  isNews(sku: string, ids: MappedListing['ids']): boolean {
    const known = this.listings.get(sku);
    if (!known) return this.defaults.unlisted === 'ignore' || Object.keys(ids).length > 0;
    return !isDeepStrictEqual(known.ids, ids);
  }

  /** Whether something is known of the channel's listing beside its name. */
  has(sku: string): boolean {
    return this.listings.has(sku);
  }

  listingOf(sku: string): MappedListing {
    return this.listings.get(sku) ?? { sku, ids: {}, parts: null, leadTimeDays: null, revision: 0 };
  }

  /** What listings shall show, now that an item's number is this one. */
  desiredOf(item: Desired): readonly Desired[] {
    const own = this.ownListing(item);
    const takers = this.takers.get(item.sku);
    if (!takers) return own;
    if (item.version >= (this.numbers.get(item.sku)?.version ?? 0)) {
      this.numbers.set(item.sku, item);
    }
    return [...own, ...[...takers].flatMap((sku) => this.made(sku) ?? [])];
  }

  detailsOf(sku: string): ListingDetails {
    const { ids, leadTimeDays } = this.listingOf(sku);
    return { ids, leadTimeDays: leadTimeDays ?? this.defaults.leadTimeDays };
  }

  private ownListing(item: Desired): readonly Desired[] {
    const listing = this.listings.get(item.sku);
    if (!listing) return this.defaults.unlisted === 'publish' ? [item] : [];
    if (listing.parts !== null) return [];
    if (listing.revision === 0) return [item];
    return [{ ...item, version: listingVersion(listing.revision, [item.version]) }];
  }

  /** Undefined until every item that it takes has a number. */
  private made(sku: string): Desired | undefined {
    const { parts, revision } = this.listingOf(sku);
    const items =
      parts?.map(({ item, units }) => ({ units, number: this.numbers.get(item) })) ?? [];
    const quantity = madeUnits(
      items.map(({ units, number }) => ({ units, quantity: number?.quantity ?? null })),
    );
    if (quantity === null) return undefined;
    const known = items.flatMap(({ number }) => number ?? []);
    return {
      sku,
      version: listingVersion(
        revision,
        known.map(({ version }) => version),
      ),
      quantity,
      recordedAt: known.map(({ recordedAt }) => recordedAt).reduce((a, b) => (a > b ? a : b)),
      ...offering(offerOf(parts ?? [], known)),
    };
  }

  private index(before: MappedListing | undefined, { sku, parts }: MappedListing): void {
    for (const { item } of before?.parts ?? []) this.takers.get(item)?.delete(sku);
    for (const { item } of parts ?? []) {
      const takers = this.takers.get(item) ?? new Set();
      this.takers.set(item, takers.add(sku));
    }
  }
}

/** A single unit's offer is no other's: when several units are there, or all of several items, is not known. */
function offerOf(
  parts: readonly { readonly units: number }[],
  [only, ...others]: readonly Desired[],
) {
  return parts[0]?.units === 1 && others.length === 0 ? only?.offer : undefined;
}
