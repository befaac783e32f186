import { RateLimiter } from '#channels';
import { beforeEach, describe, expect, it } from 'vitest';
import { tokenBucket } from '../../../../test/support/limits.js';
import { listingOffer } from './listing-offer.js';
import { Listings } from './listings.js';
import { planCall } from './plan-call.js';

const POINTS = tokenBucket({
  id: 'points',
  cost: 'points',
  capacity: 100,
  refillPerSecond: 50,
  perRequest: 10,
  perRow: 1,
});

describe('planCall', () => {
  let now = 0;
  let listings: Listings;
  let limiter: RateLimiter;

  beforeEach(() => {
    now = 0;
    listings = new Listings();
    limiter = new RateLimiter([POINTS], () => now);
  });

  const offer = (sku: string, quantity: number) =>
    listings.offer({ sku, version: 1, quantity, recordedAt: '2026-11-02T08:00:00Z' });
  const plan = () => {
    const call = planCall(listings, limiter, 50);
    return call && { skus: call.rows.map(({ sku }) => sku).join(), delayMs: call.delayMs };
  };

  it('has nothing to do when everything is shown', () => {
    expect(plan()).toBeUndefined();
  });

  it('sends everything in one call where the limits allow it', () => {
    now = 2000;
    offer('some', 4);
    offer('none', 0);

    expect(plan()).toEqual({ skus: 'none,some', delayMs: 0 });
  });

  it('lets rows that go to zero use the reserve, and leaves the rest waiting', () => {
    now = 300;
    offer('some', 4);
    offer('none', 0);

    expect(plan()).toEqual({ skus: 'none', delayMs: 0 });
  });

  it('leaves the reserve to numbers: another date of a zero that is shown waits with the rest', () => {
    listings = new Listings({ quantityCap: null, showsOffers: ['BackOrder'] });
    offer('none', 0);
    const zero = { sku: 'none', version: 1, quantity: 0, recordedAt: '2026-11-02T08:00:00Z' };
    listings.begin([{ ...zero, sentAt: zero.recordedAt }]);
    listings.accept(zero);
    listings.offer({ ...zero, version: 2, offer: listingOffer('BackOrder', '2027-03-01') });
    now = 300;

    expect(planCall(listings, limiter, 50)).toMatchObject({ lane: 'normal' });
  });

  it('waits for room for all rows when none goes to zero', () => {
    now = 300;
    offer('some', 4);

    expect(plan()).toEqual({ skus: 'some', delayMs: 221 });
  });
});
