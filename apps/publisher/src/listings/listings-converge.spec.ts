import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  PretendMarket,
  type CallEnd,
  type Offer,
} from '../../../../test/support/pretend-market.js';

const anyOffer: fc.Arbitrary<Offer> = fc.record({
  sku: fc.constantFrom('A', 'B', 'C'),
  quantity: fc.integer({ min: 0, max: 6 }),
  from: fc.constantFrom(undefined, '2027-03-01', '2027-04-01'),
});

const callOf = (...ends: CallEnd[]) =>
  fc.record({
    kind: fc.constant('call' as const),
    end: fc.constantFrom(...ends),
    rows: fc.integer({ min: 1, max: 3 }),
    /** offered while the call is under way */
    meanwhile: fc.array(anyOffer, { maxLength: 3 }),
  });

const anyStep = (...ends: CallEnd[]) =>
  fc.oneof(
    fc.record({ kind: fc.constant('offer' as const), offer: anyOffer }),
    callOf(...ends),
    fc.record({ kind: fc.constant('read_back' as const) }),
    fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ kind: fc.constant('land' as const), at: fc.nat(20), isLost: fc.boolean() }),
  );

const AT_ONCE: readonly CallEnd[] = ['applied', 'lost_after', 'lost_before', 'released', 'refused'];
const LATE: readonly CallEnd[] = [
  'accepted',
  'accepted_unclear',
  'lost_before',
  'released',
  'refused',
];

it.each([
  ['whatever happens on the way', AT_ONCE],
  ['where writes are accepted, and land late, out of order or never', LATE],
] as const)('ends with every newest number shown and versions only rising, %s', (_, ends) => {
  fc.assert(
    fc.property(fc.array(anyStep(...ends), { maxLength: 120 }), (steps) => {
      const market = new PretendMarket();
      for (const step of steps) market.play(step);
      market.settleEverything();

      expect(market.shown).toEqual(market.newest);
      expect(market.sentInOrder).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

it('ends with every newest date shown, or gone, where a write is applied at once or never', () => {
  fc.assert(
    fc.property(fc.array(anyStep(...AT_ONCE), { maxLength: 120 }), (steps) => {
      const market = new PretendMarket();
      for (const step of steps) market.play(step);
      market.settleEverything();

      expect(market.dates).toEqual(market.newestDates);
    }),
    { numRuns: 2000 },
  );
});
