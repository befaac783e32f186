import { OFFER_STATUSES } from '#domain';
import { describe, expect, it } from 'vitest';
import { isSameOffer, listingOffer, shownOffer } from './listing-offer.js';

const MARCH = listingOffer('PreOrder', '2027-03-01');

describe('listingOffer', () => {
  it('is one object for equal ones', () => {
    expect(listingOffer('PreOrder', '2027-03-01')).toBe(MARCH);
    expect(listingOffer('PreOrder', '2027-03-02')).not.toBe(MARCH);
    expect(listingOffer('BackOrder', '2027-03-01')).not.toBe(MARCH);
  });

  it.each(['InStock', 'LimitedAvailability', 'InStoreOnly', 'OutOfStock'] as const)(
    'has no date of what is %s, whatever else is on its way',
    (status) => {
      expect(listingOffer(status, '2027-03-01')).toEqual({ status, availableFrom: null });
    },
  );
});

it.each([
  [undefined, undefined, true],
  [MARCH, { ...MARCH }, true],
  [MARCH, undefined, false],
  [MARCH, { ...MARCH, status: 'BackOrder' as const }, false],
  [MARCH, { ...MARCH, availableFrom: '2027-03-02' }, false],
])('tells whether %j and %j are the same', (a, b, same) => {
  expect(isSameOffer(a, b)).toBe(same);
});

describe('shownOffer', () => {
  it.each([
    ['InStock', 3],
    ['OutOfStock', 0],
  ] as const)('is none where the number says %s', (status, quantity) => {
    expect(shownOffer(listingOffer(status, null), quantity, OFFER_STATUSES)).toBeUndefined();
  });

  it.each([
    ['LimitedAvailability', 3],
    ['InStoreOnly', 0],
  ] as const)('stays where it says more, %s', (status, quantity) => {
    const offer = listingOffer(status, null);

    expect(shownOffer(offer, quantity, OFFER_STATUSES)).toBe(offer);
  });

  it('is none where the channel has no place for it', () => {
    expect(shownOffer(MARCH, 0, ['LimitedAvailability'])).toBeUndefined();
  });
});
