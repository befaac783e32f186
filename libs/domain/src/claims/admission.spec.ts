import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuantity, wholeUnits } from '../quantity.js';
import {
  admitLines,
  afterGrant,
  claimable,
  SELLABLE_TO,
  type ClaimableStock,
} from './admission.js';
import { PATIENCE_MS, RUNS } from '../../../../test/support/property-runs.js';

const SKUS = ['A', 'B'];
const PLACES = ['depot', 'leeds', 'york'];

const stock = (over: Partial<ClaimableStock>): ClaimableStock => ({
  sku: 'A',
  location: 'leeds',
  availableBase: wholeUnits(10),
  claimed: 0n,
  sellableTo: 'all',
  ...over,
});
const rule = { pool: PLACES, protect: {}, firstParty: false };
const want = (units: number, location: string | null = null, sku = 'A') => ({
  sku,
  location,
  quantity: wholeUnits(units),
  ref: null,
});

it.each([
  ['all', 10, 10],
  ['first_party', 0, 10],
  ['nobody', 0, 0],
] as const)(
  'lets a location that counts for %s give %i to a marketplace and %i to the own shop',
  (sellableTo, marketplace, ownShop) => {
    const at = stock({ sellableTo });
    expect(claimable(at, rule)).toBe(wholeUnits(marketplace));
    expect(claimable(at, { ...rule, firstParty: true })).toBe(wholeUnits(ownShop));
  },
);

describe('admitLines', () => {
  it('sums an item that a call names twice before it admits', () => {
    const { granted, short } = admitLines([stock({})], rule, [want(6), want(6)], false);
    expect(granted).toEqual([]);
    expect(short).toEqual([
      { sku: 'A', location: null, wanted: wholeUnits(12), claimable: wholeUnits(10) },
    ]);
  });

  it('counts a place that one line names and the pool serves for another once', () => {
    const { short } = admitLines([stock({})], rule, [want(6), want(6, 'leeds')], false);
    expect(short).toMatchObject([{ location: null, claimable: wholeUnits(4) }]);
  });

  it('splits a line over the pool in its order, leaving protected units', () => {
    const stocks = [
      stock({ availableBase: wholeUnits(5) }),
      stock({ location: 'depot', availableBase: wholeUnits(5), claimed: wholeUnits(1) }),
    ];
    const { granted } = admitLines(stocks, { ...rule, protect: { depot: 2 } }, [want(4)], false);
    expect(granted).toEqual([
      { sku: 'A', location: 'depot', quantity: wholeUnits(2), refs: [] },
      { sku: 'A', location: 'leeds', quantity: wholeUnits(2), refs: [] },
    ]);
  });

  it('grants what there is where part is allowed, else nothing of any line', () => {
    const lines = [want(12), { ...want(1, 'leeds', 'B'), ref: 'b1' }];
    const stocks = [stock({}), stock({ sku: 'B' })];
    expect(admitLines(stocks, rule, lines, true).granted).toEqual([
      { sku: 'B', location: 'leeds', quantity: wholeUnits(1), refs: ['b1'] },
      { sku: 'A', location: 'leeds', quantity: wholeUnits(10), refs: [] },
    ]);
    expect(admitLines(stocks, rule, lines, false).granted).toEqual([]);
  });

  it('takes whole units where whole ones are wanted, and fractions where those are', () => {
    const half = [stock({ availableBase: parseQuantity('1.5') ?? 0n })];
    expect(admitLines(half, rule, [want(2)], true).granted).toMatchObject([
      { quantity: wholeUnits(1) },
    ]);
    const fraction = { ...want(0), quantity: parseQuantity('1.2') ?? 0n };
    expect(admitLines(half, rule, [fraction], false).granted).toMatchObject([
      { quantity: parseQuantity('1.2') },
    ]);
  });

  it('never counts stock below zero', () => {
    expect(claimable(stock({ claimed: wholeUnits(12) }), rule)).toBe(0n);
  });

  const stocks = fc.uniqueArray(
    fc.record({
      sku: fc.constantFrom(...SKUS),
      location: fc.constantFrom(...PLACES),
      availableBase: fc.bigInt(-3_000_000n, 12_000_000n),
      claimed: fc.bigInt(0n, 9_000_000n),
      sellableTo: fc.constantFrom(...SELLABLE_TO),
    }),
    { selector: ({ sku, location }) => `${sku}@${location}` },
  );
  const calls = fc.array(
    fc.record({
      pool: fc.uniqueArray(fc.constantFrom(...PLACES), { minLength: 1 }),
      protect: fc.dictionary(fc.constantFrom(...PLACES), fc.nat(3)),
      firstParty: fc.boolean(),
      allowPartial: fc.boolean(),
      lines: fc.array(
        fc.record({
          sku: fc.constantFrom(...SKUS),
          location: fc.option(fc.constantFrom(...PLACES)),
          quantity: fc.oneof(
            fc.bigInt(1n, 5_000_000n),
            fc.integer({ min: 1, max: 5 }).map(wholeUnits),
          ),
          ref: fc.constant(null),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    { maxLength: 6 },
  );

  it(
    'keeps claims within available_base − protect, where the location counts, at every admission (I6)',
    () => {
      fc.assert(
        fc.property(stocks, calls, (initial, made) => {
          let current: readonly ClaimableStock[] = initial;
          for (const call of made) {
            const { granted, short } = admitLines(current, call, call.lines, call.allowPartial);
            const after = afterGrant(current, granted);
            const broken = after.filter(
              ({ location, availableBase, claimed, sellableTo }, index) => {
                const before = current[index]?.claimed ?? 0n;
                const most = availableBase - wholeUnits(call.protect[location] ?? 0);
                const counts =
                  sellableTo === 'all' || (sellableTo === 'first_party' && call.firstParty);
                return claimed !== before && (!counts || claimed < before || claimed > most);
              },
            );
            const wanted = call.lines.reduce((sum, line) => sum + line.quantity, 0n);
            const got = granted.reduce((sum, line) => sum + line.quantity, 0n);
            const missing = short.reduce((sum, line) => sum + line.wanted - line.claimable, 0n);
            const isRefused = short.length > 0 && !call.allowPartial;
            expect([broken, got]).toEqual([[], isRefused ? 0n : wanted - missing]);
            current = after;
          }
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MS,
  );
});
