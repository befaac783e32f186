import {
  answerFor,
  ASSUMED_LAG,
  itemState,
  NO_INBOUND,
  parseQuantity,
  termsOfLocations,
  vendorRules,
  type ChannelRule,
  type LocationHistory,
  type Terms,
} from '#domain';
import { describe, expect, it } from 'vitest';
import { channelPolicy } from '../../../../test/support/policies.js';
import { explainFormula } from './formula.js';

const NOW = Date.UTC(2026, 2, 1, 12);
const TODAY = NOW / 86_400_000;
const location = (source: string, kind: 'store' | 'warehouse') => ({
  source,
  kind,
  fallbacks: [],
  precedence: {},
});
const locations = { leeds: location('pos', 'store'), depot: location('wms', 'warehouse') };
const fresh: Terms = { version: '', locations: termsOfLocations(locations, {}), channels: {} };

/** Two lines of three units on each of the last seven days. */
const history: LocationHistory = {
  newestDay: Math.floor(TODAY),
  days: Array.from({ length: 7 }, (_, index) => [Math.floor(TODAY) - 6 + index, 2, 60, 1800]),
  sizes: [[[2, 14]], []],
  countedAt: NOW - 4 * 86_400_000,
};

const stock = (at: string, available: string, past?: LocationHistory, claimed = 0n) => ({
  location: at,
  availableBase: parseQuantity(available) ?? 0n,
  claimed,
  suspect: false,
  history: past,
});

const explained = (
  rule: ChannelRule,
  stocks: readonly ReturnType<typeof stock>[],
  terms: Terms = fresh,
) => {
  const state = itemState(stocks, NO_INBOUND, { locations, terms, now: NOW });
  const circumstances = {
    channel: ASSUMED_LAG,
    countClasses: [{ name: 'all', fromUnitsPerDay: 0, withinDays: 30 }],
    vendorOf: vendorRules({}),
    now: NOW,
  };
  return explainFormula(rule, answerFor(state, rule, circumstances));
};

const dynamic = {
  dynamic: {
    z: 2,
    beta: 0.5,
    min: 1,
    quantile: 0.95,
    k: 3,
    drift: 0.1,
    applySeconds: 60,
    sellingHours: 12,
  },
};

describe('explainFormula', () => {
  it('shows every location of the pool by its priority, and what came of it', () => {
    const rule = channelPolicy({ buffer: 1, protect: { depot: 2 } });
    const formula = explained(rule, [stock('depot', '0'), stock('leeds', '3.9')]);
    expect(formula).toMatchObject({
      text: 'leeds max(0, floor(3.9 − 0 protect − 1 buffer)) = 2; depot max(0, floor(0 − 2 protect − 1 buffer)) = 0; sum 2',
      terms: [
        { location: 'leeds', sellable: '3.9', protect: 0, buffer: 1, dynamic: null, units: 2 },
        { location: 'depot', sellable: '0', protect: 2, buffer: 1, units: 0 },
      ],
      sum: 2,
      cap: null,
      units: 2,
      offer: { status: 'InStock', pickup: [], preorder: null },
    });
  });

  it('ends with the cap where there is one, and with the weight before it', () => {
    const capped = explained(channelPolicy({ cap: 10 }), [stock('leeds', '12')]);
    expect(capped).toMatchObject({ sum: 12, cap: 10, units: 10 });
    expect(capped.text).toMatch(/; sum 12, cap 10 → 10$/);
    const part = channelPolicy({ mode: 'partitioned', weight: 0.3 });
    const formula = explained(part, [stock('leeds', '12')]);
    expect(formula).toMatchObject({ sum: 12, mode: 'partitioned', weight: 0.3, units: 3 });
    expect(formula.text).toMatch(/; sum 12, weight 0.3 → 3$/);
  });

  it('takes off what claims hold, and never counts more than nothing against it', () => {
    const stocks = [
      stock('leeds', '12', undefined, 4_000_000n),
      stock('depot', '1', undefined, 3_000_000n),
    ];
    const formula = explained(channelPolicy({ buffer: 1 }), stocks);
    expect(formula.terms).toMatchObject([
      { availableBase: '12', claimed: '4', sellable: '8', units: 7 },
      { availableBase: '1', claimed: '3', sellable: '0', units: 0 },
    ]);
    expect(formula.text).toContain('leeds max(0, floor(max(0, 12 − 4 claimed) − 0 protect');
  });

  it('reckons a dynamic buffer with every term and what each was made of', () => {
    const rule = channelPolicy({ pool: ['leeds'], buffer: dynamic });
    const formula = explained(rule, [stock('leeds', '9', history)]);
    expect(formula.terms).toMatchObject([
      {
        buffer: 4,
        units: 5,
        dynamic: {
          most: 5,
          wanted: 4,
          drift: 0.4,
          daysSinceCount: 4,
          minimum: 1,
          rate: 1,
          perDay: 6,
          variance: 18,
          days: 7,
          exposure: { seconds: 68, lagSeconds: 8, applySeconds: 60, ageSeconds: 0 },
          line: 3,
          lineQuantile: 3,
          lineGate: 9,
        },
      },
    ]);
    expect(formula.text.split('; ')).toEqual([
      'leeds max(0, floor(9 − 0 protect − 4 buffer)) = 5',
      'leeds buffer min(5 beta, ⌈0.4 drift + max(1 min, 1 rate, 3 line)⌉) = 4',
      'leeds rate: μ 6 a day, σ² 18 over 7 days, τ 68 s (8 lag + 60 apply), σ_τ 2 s',
      'leeds line: quantile 3, counts up to 9 units of stock',
      'leeds drift: 4 days since the count',
      'sum 5',
    ]);
  });

  it('says why a location does not count', () => {
    const leeds = fresh.locations['leeds']!;
    const silent: Terms = {
      ...fresh,
      locations: { ...fresh.locations, leeds: { ...leeds, freshness: 'withheld' } },
    };
    const formula = explained(channelPolicy({}), [stock('leeds', '9')], silent);
    expect(formula.units).toBe(0);
    expect(formula.text).toMatch(/^leeds withheld, its source is silent: 0 instead of max\(0, /);
  });
});
