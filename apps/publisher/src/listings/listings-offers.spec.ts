import type { Capabilities } from '#channels';
import { beforeEach, describe, expect, it } from 'vitest';
import { WriteQuotas } from '../quotas/write-quotas.js';
import { listingOffer } from './listing-offer.js';
import type { Desired, Sent } from './listing.js';
import { Listings } from './listings.js';

const AT = '2026-11-02T08:00:00.000Z';
const MARCH = listingOffer('BackOrder', '2027-03-01');
const APRIL = listingOffer('BackOrder', '2027-04-01');
const AHEAD = { quantityCap: null, showsOffers: ['PreOrder', 'BackOrder'] } as const;

describe('Listings with offers', () => {
  let listings: Listings;

  beforeEach(() => {
    listings = new Listings(AHEAD);
  });

  const row = (version: number, quantity: number, offer?: Desired['offer']): Desired => ({
    sku: 'A',
    version,
    quantity,
    recordedAt: AT,
    ...(offer && { offer }),
  });
  /** Sends what waits, as the publisher does. */
  const send = (): Sent => {
    const [next] = listings.picker.pick(1);
    if (!next) throw new Error('nothing waits');
    const offerBefore = listings.offerBefore('A');
    const sent = { ...next, sentAt: AT, ...(offerBefore && { offerBefore }) };
    listings.begin([sent]);
    return sent;
  };
  const show = (...shown: Parameters<typeof row>) => {
    listings.offer(row(...shown));
    listings.accept(send());
  };
  const waiting = () =>
    listings.picker.pick(10).map(({ quantity, offer }) => ({ quantity, offer }));

  it('waits when another offer is wanted of the same number, and not when it is the same one', () => {
    show(1, 0, MARCH);
    listings.offer(row(2, 0, { ...MARCH }));
    const same = [waiting(), listings.unchanged(10)];
    listings.offer(row(3, 0, APRIL));

    expect(same).toEqual([[], [row(2, 0, MARCH)]]);
    expect(waiting()).toEqual([{ quantity: 0, offer: APRIL }]);
  });

  it('acknowledges a newer version of the same number and offer without a call', () => {
    show(1, 0, MARCH);
    listings.offer(row(2, 0, MARCH));
    listings.unchanged(10).forEach((each) => listings.accept(each));
    listings.offer(row(3, 0, MARCH));

    expect([waiting(), listings.unchanged(10)]).toEqual([[], [row(3, 0, MARCH)]]);
  });

  it.each<[string, Pick<Capabilities, 'quantityCap' | 'showsOffers'>]>([
    ['numbers only', { quantityCap: null }],
    ['other statuses', { quantityCap: null, showsOffers: ['LimitedAvailability'] }],
  ])('sends nothing for an offer alone to a channel that shows %s', (_, showing) => {
    listings = new Listings(showing);
    show(1, 0, MARCH);
    listings.offer(row(2, 0, APRIL));

    expect([waiting(), listings.unchanged(10)]).toEqual([[], [row(2, 0)]]);
  });

  it('takes a status that the number tells for none', () => {
    listings = new Listings({ quantityCap: null, showsOffers: ['InStock', 'OutOfStock'] });
    show(1, 4);
    listings.offer(row(2, 4, listingOffer('InStock', null)));

    expect([waiting(), listings.unchanged(10)]).toEqual([[], [row(2, 4)]]);
  });

  it('is not as urgent as a zero when a zero has another date', () => {
    show(1, 0, MARCH);
    listings.offer(row(2, 0, APRIL));

    expect(listings.queues.all.to_zero.size).toBe(0);
    expect(listings.queues.all.rest.size).toBe(1);
    expect(listings.isToZero(row(2, 0, APRIL))).toBe(false);
  });

  it('rests with another date of a zero where only zeros may still be written', () => {
    const quotas = new WriteQuotas(
      [{ capacity: 10, windowMs: 86_400_000 }],
      (sku) => sku,
      () => 0,
    );
    listings = new Listings(AHEAD, quotas);
    show(1, 0, MARCH);
    for (let time = 0; time < 9; time += 1) quotas.begin(['A'])(true);
    listings.offer(row(2, 0, APRIL));

    expect(waiting()).toEqual([]);
    expect(listings.queues.all.resting.size).toBe(1);
  });

  it('says with a write which offer may be shown still, until one without it is acknowledged', () => {
    show(1, 0, MARCH);
    listings.offer(row(2, 5));
    const inStock = send();
    listings.release(inStock);
    const again = send();
    listings.accept(again);
    listings.offer(row(3, 6));

    expect([inStock.offerBefore, again.offerBefore]).toEqual([MARCH, MARCH]);
    expect(send().offerBefore).toBeUndefined();
  });

  it('remembers an offer that may have arrived with a number that did not', () => {
    show(1, 3);
    listings.offer(row(2, 0, MARCH));
    const sent = send();
    listings.doubt(sent);
    listings.sightings.disprove(sent, 3);
    listings.offer(row(3, 5));

    expect(send().offerBefore).toBe(MARCH);
  });

  it('remembers an offer that is accepted and not shown yet', () => {
    show(1, 3);
    listings.offer(row(2, 0, MARCH));
    listings.pend(send(), 1_000);
    listings.offer(row(3, 5));

    expect(send().offerBefore).toBe(MARCH);
  });

  it('lets another date wait while the one before is accepted and not shown, for no number tells them apart', () => {
    show(1, 3);
    listings.offer(row(2, 0, MARCH));
    const sent = send();
    listings.pend(sent, 1_000);
    listings.offer(row(3, 0, APRIL));
    const meanwhile = waiting();
    listings.accept(sent);

    expect([meanwhile, waiting()]).toEqual([[], [{ quantity: 0, offer: APRIL }]]);
  });

  it('sends again what was never answered and had another offer, though its number is there', () => {
    show(1, 3);
    listings.offer(row(2, 0, MARCH));
    const sent = send();
    listings.doubt(sent);

    expect(listings.sightings.isToldByNumber(sent)).toBe(false);
    expect(waiting()).toEqual([{ quantity: 0, offer: MARCH }]);
  });

  it('takes the number for all where the offer is the one before', () => {
    show(1, 0, MARCH);
    listings.sendAgain(['A'], AT);
    const sent = send();
    listings.doubt(sent);

    expect(listings.sightings.isToldByNumber(sent)).toBe(true);
    expect(listings.unclear(10)).toEqual([sent]);
  });

  describe('recalled', () => {
    const recall = (offer?: Desired['offer'], sentVersion = 4) =>
      listings.recall({
        sent: { ...row(sentVersion, 0, MARCH), sentAt: AT },
        acknowledged: { version: 4, quantity: 0, ...(offer && { offer }) },
        isRejected: false,
      });

    it('needs nothing where number and offer were acknowledged', () => {
      recall(MARCH);
      listings.offer(row(4, 0, MARCH));

      expect([waiting(), listings.unchanged(10)]).toEqual([[], []]);
    });

    it('tells an offer that its version was told without', () => {
      recall();
      listings.offer(row(4, 0, MARCH));
      const first = waiting();
      listings.accept(send());

      expect([first, waiting()]).toEqual([[{ quantity: 0, offer: MARCH }], []]);
    });

    it('does not take the number for an answer where the offer sent is not the acknowledged one', () => {
      recall(APRIL, 5);
      const [sent] = listings.unclear(10);

      expect(listings.sightings.isToldByNumber(sent!)).toBe(false);
    });
  });

  it('is put right with its offer when it showed another number', () => {
    show(1, 0, MARCH);
    const settled = listings.sightings.settled('A', AT, 0);
    listings.sightings.disprove(settled!, 7);

    expect(waiting()).toEqual([{ quantity: 0, offer: MARCH }]);
  });
});
