import { givenBy, madeUnits } from '#domain';
import { Injectable } from '@nestjs/common';
import type { Db } from '../database/read-database.js';
import { itemsBySkus, type ItemRow } from './item.queries.js';
import type { MadeListing } from './item.schema.js';
import { listingsOf } from './listing.queries.js';
import { mappedListings, type MappedListingRow } from './mapped-listing.queries.js';
import { toMadeListing } from './to-listing.js';

const MOST_LISTINGS = 50;

/** Listings with the items that they take; an item that has never been seen is absent. */
export interface MadeListings {
  readonly listings: readonly MadeListing[];
  readonly items: ReadonlyMap<string, ItemRow>;
}

/** Packs, bundles and other names: what channels list that is made of items. */
@Injectable()
export class MadeListingsReader {
  /** Those that take units of an item, or go by its sku. */
  async read(db: Db, sku: string): Promise<MadeListings> {
    const mapped = await mappedListings(db, sku, MOST_LISTINGS);
    if (mapped.length === 0) return { listings: [], items: new Map() };
    const skus = new Set(mapped.flatMap(({ parts }) => parts.map(({ item }) => item)));
    const items = new Map((await itemsBySkus(db, [...skus])).map((item) => [item.sku, item]));
    const wanted = mapped.map((listing) => ({ ...listing, parts: partsOf(listing, items) }));
    const rows = await listingsOf(
      db,
      wanted.map((listing) => ({ ...listing, units: madeUnits(listing.parts) })),
    );
    const listings = wanted.flatMap(({ sku: name, parts }, at): MadeListing[] => {
      const row = rows[at];
      const taken = parts.flatMap(({ item }) => items.get(item) ?? []);
      const units = parts.map((part) => part.units);
      return row ? [{ ...toMadeListing(row, taken, units), sku: name, parts }] : [];
    });
    return { listings, items };
  }
}

const partsOf = (
  { channel, parts }: MappedListingRow,
  items: MadeListings['items'],
): MadeListing['parts'] =>
  parts.map(({ item, units }) => {
    const quantity = items.get(item)?.channels[channel] ?? null;
    return { item, units, quantity, gives: givenBy({ units, quantity }) };
  });
