import { describe, expect, it } from 'vitest';
import { listingRow } from '../../../../test/support/connector-call.js';
import type { ListingRow } from '../port/listing-row.js';
import { availabilityPatch } from './availability-patch.js';

const SETTINGS = { defaultProductType: 'PRODUCT', fulfillmentChannel: 'DEFAULT' };
const ROW = listingRow('CUP-1', { quantity: 3 });
const valueOf = (row: Partial<ListingRow>) =>
  availabilityPatch({ ...ROW, ...row }, SETTINGS).patches[0]?.value[0];
const PLAIN = { fulfillment_channel_code: 'DEFAULT', quantity: 3 };

describe('availabilityPatch', () => {
  it('merges a quantity into the listing, and names nothing else', () => {
    expect(availabilityPatch(ROW, SETTINGS)).toEqual({
      productType: 'PRODUCT',
      patches: [{ op: 'merge', path: '/attributes/fulfillment_availability', value: [PLAIN] }],
    });
  });

  it('names the product type of the listing where it is known', () => {
    const row = { ...ROW, ids: { productType: 'LUGGAGE' } };

    expect(availabilityPatch(row, SETTINGS).productType).toBe('LUGGAGE');
  });

  it('says how long dispatch takes, no time included', () => {
    expect(valueOf({ leadTimeDays: 0 })).toEqual({ ...PLAIN, lead_time_to_ship_max_days: 0 });
  });

  it.each(['PreOrder', 'BackOrder'] as const)('says when a %s is there', (status) => {
    expect(valueOf({ offer: { status, availableFrom: '2027-03-01' } })).toEqual({
      ...PLAIN,
      restock_date: '2027-03-01',
    });
  });

  it.each([
    { status: 'BackOrder', availableFrom: null },
    { status: 'InStock', availableFrom: '2027-03-01' },
  ] as const)('says no date of %j', (offer) => {
    expect(valueOf({ offer })).toEqual(PLAIN);
  });

  const AHEAD = { status: 'BackOrder', availableFrom: '2027-03-01' } as const;

  it('takes a date away that was told before, and leaves one alone that was not', () => {
    expect(valueOf({ offerBefore: AHEAD })).toEqual({ ...PLAIN, restock_date: null });
    expect(
      valueOf({ offerBefore: { status: 'LimitedAvailability', availableFrom: null } }),
    ).toEqual(PLAIN);
  });

  it('puts a new date in the place of the one before', () => {
    const offer = { ...AHEAD, availableFrom: '2027-04-01' };

    expect(valueOf({ offer, offerBefore: AHEAD })).toEqual({
      ...PLAIN,
      restock_date: '2027-04-01',
    });
  });
});
