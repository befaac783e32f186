import { describe, expect, it } from 'vitest';
import { stockedListing } from './stocked-listing.js';

const HERE = 'sloc_1';
const ITEM = {
  id: 'iitem_1',
  location_levels: [{ location_id: HERE, stocked_quantity: 7, reserved_quantity: 2 }],
  variants: [
    {
      sku: 'CUP-1',
      manage_inventory: true,
      inventory_items: [{ inventory_item_id: 'iitem_1', required_quantity: 1 }],
    },
  ],
};
const [VARIANT] = ITEM.variants;
const LINK = VARIANT!.inventory_items[0]!;
const selling = (change: object) => ({ ...ITEM, variants: [{ ...VARIANT!, ...change }] });

describe('stockedListing', () => {
  it('is what is on hand less what is reserved, under the sku of the variant', () => {
    expect(stockedListing(ITEM, HERE)).toEqual({
      itemId: 'iitem_1',
      sku: 'CUP-1',
      available: 5,
      reserved: 2,
    });
  });

  it.each([
    [1.5, 0, 1],
    [7, 1.5, 5],
    [1, 2, -1],
  ])('has of %d on hand and %d reserved %d whole units', (stocked, reserved, available) => {
    const [level] = ITEM.location_levels;
    const levels = [{ ...level!, stocked_quantity: stocked, reserved_quantity: reserved }];

    expect(stockedListing({ ...ITEM, location_levels: levels }, HERE)).toMatchObject({ available });
  });

  it.each([
    ['is not stocked at the location', { ...ITEM, location_levels: [] }],
    ['has no variant', { ...ITEM, variants: [] }],
    ['has several variants', { ...ITEM, variants: [VARIANT!, { ...VARIANT!, sku: 'CUP-2' }] }],
    ['has a variant without a sku', selling({ sku: null })],
    ['has a variant with an empty sku', selling({ sku: '' })],
    ['has a variant that is not tracked', selling({ manage_inventory: false })],
    ['is sold by the pair', selling({ inventory_items: [{ ...LINK, required_quantity: 2 }] })],
    [
      'is part of a kit',
      selling({ inventory_items: [LINK, { ...LINK, inventory_item_id: 'iitem_2' }] }),
    ],
  ])('is nothing where the item %s', (_, item) => {
    expect(stockedListing(item, HERE)).toBeUndefined();
  });
});
