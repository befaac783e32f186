import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerFor,
  ASSUMED_LAG,
  formatQuantity,
  itemState,
  NO_INBOUND,
  parseQuantity,
  standardEffect,
  vendorRules,
  type ChannelRule,
  type LocationTerms,
} from '#domain';
import { expectedUnits } from '../oracle/expected-numbers.js';
import type { Outlet, Shop } from '../oracle/facts.js';
import { plainRule } from '../support/channel-arbitraries.js';
import { PATIENCE_MS, RUNS } from '../support/property-runs.js';
import { exact } from './to-events.js';

/* Invariants 4, 7, 12, 13 and 14 of docs/invariants.md, and promise I6, on what channels are told. */

const SHELVES = ['leeds', 'london', 'depot'] as const;

const units = fc.integer({ min: 0, max: 6 });
type PlainRule = Pick<ChannelRule, 'pool' | 'protect' | 'cap'> & { readonly buffer: number };

const rules: fc.Arbitrary<PlainRule> = fc.record({
  pool: fc.subarray([...SHELVES]),
  buffer: units,
  protect: fc.dictionary(fc.constantFrom(...SHELVES), units),
  cap: fc.option(fc.integer({ min: 0, max: 30 })),
});
const amounts = fc.record({
  leeds: fc.integer({ min: -9_999, max: 29_999 }),
  london: fc.integer({ min: -9_999, max: 29_999 }),
  depot: fc.integer({ min: -9_999, max: 29_999 }),
});

type Amounts = Readonly<Record<(typeof SHELVES)[number], number>>;

const UNCLAIMED: Amounts = { leeds: 0, london: 0, depot: 0 };

const AT = {
  channel: ASSUMED_LAG,
  countClasses: [],
  vendorOf: vendorRules({}),
  now: Date.UTC(2026, 2, 1),
};
const FRESH = { source: 's', degraded: false, freshness: 'fresh', verified: true, ageSeconds: 0 };
const everyShelf = <T>(value: T): Record<string, T> =>
  Object.fromEntries(SHELVES.map((shelf) => [shelf, value]));

const shown = (rule: PlainRule, stock: Amounts, claimed = UNCLAIMED): number => {
  const stocks = SHELVES.map((location) => ({
    location,
    availableBase: exact(stock[location]),
    claimed: exact(claimed[location]),
    suspect: false,
    history: undefined,
  }));
  const state = itemState(stocks, NO_INBOUND, {
    locations: everyShelf({ kind: 'store' } as const),
    terms: { locations: everyShelf(FRESH as LocationTerms) },
    now: AT.now,
  });
  return answerFor(state, plainRule(rule), AT).units;
};

const thousandfold = ({ leeds, london, depot }: Amounts): Amounts => ({
  leeds: leeds * 1_000,
  london: london * 1_000,
  depot: depot * 1_000,
});

const holds = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, check), { numRuns: RUNS });

const claims = fc.record({ leeds: units, london: units, depot: units });
const someNumbers = fc.record({ rule: rules, stock: amounts, claimed: claims });

describe('what a channel is told', { timeout: PATIENCE_MS }, () => {
  it('is what the oracle counts', () => {
    holds(someNumbers, ({ rule, stock, claimed: unitsClaimed }) => {
      const claimed = thousandfold(unitsClaimed);
      const shop: Shop = {
        shelves: SHELVES.map((id) => ({ id, source: 's', place: id })),
        outlets: [],
      };
      const outlet: Outlet = {
        id: 'c',
        sellsFrom: rule.pool,
        keepsBack: rule.buffer,
        protects: rule.protect,
        atMost: rule.cap,
      };
      const book = new Map(
        SHELVES.map((id) => [`A|${id}|s|available_base`, stock[id] - claimed[id]]),
      );

      expect(shown(rule, stock, claimed)).toBe(expectedUnits(book, shop, outlet, 'A'));
    });
  });

  it('is never negative and never more than the pool has (4, 14; I6)', () => {
    holds(someNumbers, ({ rule, stock }) => {
      const there = rule.pool.reduce((sum, id) => sum + Math.max(0, stock[id as never]), 0);

      expect(shown(rule, stock)).toBeGreaterThanOrEqual(0);
      expect(shown(rule, stock) * 1_000).toBeLessThanOrEqual(there);
      expect(shown(rule, stock)).toBeLessThanOrEqual(rule.cap ?? Number.POSITIVE_INFINITY);
    });
  });

  it('never rises with buffer or protection, never falls with stock (12)', () => {
    const more = fc.record({ by: units, at: fc.constantFrom(...SHELVES) });
    holds(fc.tuple(someNumbers, more), ([{ rule, stock }, { by, at }]) => {
      const now = shown(rule, stock);
      const protect = { ...rule.protect, [at]: (rule.protect[at] ?? 0) + by };

      expect(shown({ ...rule, buffer: rule.buffer + by }, stock)).toBeLessThanOrEqual(now);
      expect(shown({ ...rule, protect }, stock)).toBeLessThanOrEqual(now);
      expect(shown(rule, { ...stock, [at]: stock[at] + by * 700 })).toBeGreaterThanOrEqual(now);
    });
  });

  it('treats a location without stock as one outside of the pool (13)', () => {
    holds(fc.tuple(someNumbers, fc.constantFrom(...SHELVES)), ([{ rule, stock }, at]) => {
      const without = { ...rule, pool: rule.pool.filter((id) => id !== at) };

      expect(shown(rule, { ...stock, [at]: 0 })).toBe(shown(without, stock));
    });
  });
});

describe('quantities', { timeout: PATIENCE_MS }, () => {
  const decimal = fc
    .tuple(
      fc.boolean(),
      fc.bigInt({ min: 0n, max: 10n ** 14n }),
      fc.integer({ min: 0, max: 999_999 }),
    )
    .map(([isNegative, whole, millionths]) => {
      return `${isNegative ? '-' : ''}${whole}.${String(millionths).padStart(6, '0')}`;
    });

  it('add up exactly, however they are split (14)', () => {
    holds(fc.array(decimal, { maxLength: 12 }), (parts) => {
      const digits = parts.map((part) => BigInt(part.replace('.', '')));
      const sum = parts.reduce((total, part) => total + (parseQuantity(part) ?? 0n), 0n);

      expect(sum).toBe(digits.reduce((total, part) => total + part, 0n));
    });
  });

  it('come back from their text as they were (14)', () => {
    holds(decimal, (text) => {
      const quantity = parseQuantity(text);

      expect(quantity !== undefined && parseQuantity(formatQuantity(quantity))).toBe(quantity);
    });
  });
});

describe('the standard effect of a kind', { timeout: PATIENCE_MS }, () => {
  it('of a transfer: leaves the one place, is on its way, arrives at the other (7)', () => {
    const transfers = fc.record({ amount: fc.integer({ min: 1, max: 9_999 }) });
    holds(transfers, ({ amount }) => {
      const goods = {
        quantity: exact(amount),
        location: 'leeds',
        destination: 'london',
        condition: 'sellable',
      } as const;
      const book = new Map<string, bigint>();
      for (const kind of ['transfer_out', 'transfer_in'] as const) {
        const { from, to, quantity } = standardEffect({ ...goods, kind });
        for (const [place, by] of [
          [from, -quantity],
          [to, quantity],
        ] as const) {
          const id = `${place?.location} ${place?.bucket}`;
          book.set(id, (book.get(id) ?? 0n) + by);
        }
      }

      expect(Object.fromEntries(book)).toEqual({
        'leeds available_base': -exact(amount),
        'london in_transit': 0n,
        'london available_base': exact(amount),
      });
    });
  });
});
