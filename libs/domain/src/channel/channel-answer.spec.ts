import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  channelRule,
  channelTerms,
  locationStates,
  NOW,
  PLACES,
  quantity,
  TODAY,
} from '../../../../test/support/channel-arbitraries.js';
import { answerFor } from './channel-answer.js';
import { vendorRules } from './channel-rule.js';
import type { InboundCohort } from './inbound-cohort.js';
import { nextChange } from './next-change.js';
import { RUNS } from '../../../../test/support/property-runs.js';

const DAY = 86_400_000;

const cohort: fc.Arbitrary<InboundCohort> = fc.record({
  location: fc.constantFrom(...PLACES),
  purchase: fc.constantFrom('P1', 'P2', 'P3'),
  vendor: fc.constantFrom(null, 'acme', 'constructor'),
  eta: fc.option(fc.integer({ min: TODAY - 40, max: TODAY + 90 })),
  quantity,
});

const circumstances = {
  countClasses: [
    { name: 'fast', fromUnitsPerDay: 2, withinDays: 20 },
    { name: 'slow', fromUnitsPerDay: 0, withinDays: 200 },
  ],
  vendorOf: vendorRules({ acme: { fillRate: 0.8, leadTimeSpreadDays: 4 } }),
  now: NOW,
};

const wild = fc.oneof(
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 1e308),
);

describe('answerFor', () => {
  it('gives whole, finite, non-negative units whatever it is asked', () => {
    const sane = fc.tuple(locationStates, channelRule, channelTerms, fc.array(cohort));
    fc.assert(
      fc.property(sane, fc.array(wild, { minLength: 12, maxLength: 12 }), (given, numbers) => {
        const [states, rule, channel, cohorts] = given;
        const [age, lag, deviation, z, beta, min, k, drift, apply, hours, weight, perDay] = numbers;
        const strange = states.map((state) => ({
          ...state,
          terms: { ...state.terms, ageSeconds: age! },
          demand: { ...state.demand, perDay: perDay!, variance: perDay! },
        }));
        const dynamic = {
          z: z!,
          beta: beta!,
          min: min!,
          quantile: k!,
          k: k!,
          drift: drift!,
          applySeconds: apply!,
          sellingHours: hours!,
        };
        const { units, shares, offer } = answerFor(
          { locations: strange, inbound: { cohorts, promised: 1n } },
          { ...rule, weight: weight!, cap: rule.cap, buffer: { dynamic } },
          {
            ...circumstances,
            channel: { ...channel, lagSeconds: lag!, lagDeviationSeconds: deviation! },
          },
        );
        const all = [
          units,
          offer.preorder?.units ?? 0,
          ...shares.flatMap((share) => [share.units, share.buffer.units]),
        ];
        expect(all.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it('never advertises pickup unless both signals hold at that store', () => {
    fc.assert(
      fc.property(locationStates, channelRule, channelTerms, (states, rule, channel) => {
        const item = { locations: states, inbound: { cohorts: [], promised: 0n } };
        const { offer } = answerFor(item, rule, { ...circumstances, channel });
        const unfit = states.filter(({ terms, demand, availableBase, suspect, store }) => {
          const within = demand.perDay >= 2 ? 20 : 200;
          const counted = demand.countedAt !== null && NOW - demand.countedAt <= within * DAY;
          const heard = terms.ageSeconds <= (rule.pickup?.signalWithinSeconds ?? -1);
          return !heard || !counted || availableBase < 0n || suspect || !store || !terms.verified;
        });
        expect(offer.pickup.filter((place) => unfit.some((s) => s.location === place))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('loses pickup by time alone, at the moment that it named', () => {
    fc.assert(
      fc.property(locationStates, channelRule, channelTerms, (given, rule, channel) => {
        const states = given.map((state) => ({
          ...state,
          store: true,
          suspect: false,
          availableBase: 90_000_000n,
          claimed: 0n,
          terms: {
            ...state.terms,
            source: 'pos',
            verified: true,
            freshness: 'fresh' as const,
            ageSeconds: 0,
          },
          demand: {
            ...state.demand,
            countedAt: state.demand.countedAt ?? NOW - 19 * DAY - 50_000_000,
          },
        }));
        const item = { locations: states, inbound: { cohorts: [], promised: 0n } };
        const at = (now: number) => answerFor(item, rule, { ...circumstances, channel, now });
        const before = at(NOW);
        const due = nextChange(rule, before, NOW) ?? Number.POSITIVE_INFINITY;
        const midnight = (TODAY + 1) * DAY;
        const later = Number.isFinite(due) ? at(due - 1) : before;
        expect(later.offer).toEqual(before.offer);
        const lost = due < midnight ? before.offer.pickup.length - at(due).offer.pickup.length : 1;
        expect(lost).toBeGreaterThan(0);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('orders ahead', () => {
  const rule = { cap: 50, horizonDays: 30, overdueDays: 7 };
  const order = (eta: number | null, units: number, over: Partial<InboundCohort> = {}) => ({
    location: 'a',
    purchase: `P${eta}`,
    vendor: null,
    eta,
    quantity: BigInt(units) * 1_000_000n,
    ...over,
  });
  const ahead = (cohorts: readonly InboundCohort[], promised = 0n, sold = false) => {
    const channel = { lagSeconds: 1, lagDeviationSeconds: 1 };
    const state = fc.sample(locationStates, { seed: 7, numRuns: 1 })[0]![0]!;
    const empty = {
      ...state,
      location: 'a',
      availableBase: 0n,
      demand: { ...state.demand, everSold: sold },
    };
    const plain = fc.sample(channelRule, { seed: 7, numRuns: 1 })[0]!;
    const item = { locations: [empty], inbound: { cohorts, promised } };
    const pool = { ...plain, pool: ['a'], pickup: null, preorder: rule };
    return answerFor(item, pool, { ...circumstances, channel }).offer;
  };

  it('offers what comes within the horizon, from its earliest date on', () => {
    expect(ahead([order(TODAY + 9, 20), order(TODAY + 3, 4), order(TODAY + 31, 9)])).toEqual({
      status: 'PreOrder',
      pickup: [],
      preorder: { units: 24, availableFrom: '2026-02-19' },
    });
  });

  it('takes the vendor’s fill rate and the spread of its lead time into account', () => {
    expect(ahead([order(TODAY + 3, 9, { vendor: 'acme' })]).preorder).toEqual({
      units: 7,
      availableFrom: '2026-02-23',
    });
  });

  it('keeps what is promised to others, and dates what is left behind it', () => {
    const cohorts = [order(TODAY + 3, 4), order(TODAY + 9, 20)];
    expect(ahead(cohorts, 4_000_000n).preorder).toEqual({ units: 20, availableFrom: '2026-02-25' });
    expect(ahead(cohorts, 24_000_000n)).toMatchObject({ status: 'OutOfStock', preorder: null });
  });

  it('takes what arrived from the earliest delivery of the same order', () => {
    const same = { purchase: 'P1' };
    const cohorts = [order(TODAY + 9, 20, same), order(TODAY + 3, 4, same), order(null, -5, same)];
    expect(ahead(cohorts).preorder).toEqual({ units: 19, availableFrom: '2026-02-25' });
  });

  it('counts a delivery that is late as coming today, until it is overdue', () => {
    expect(ahead([order(TODAY - 7, 4)]).preorder?.availableFrom).toBe('2026-02-16');
    expect(ahead([order(TODAY - 8, 4)]).preorder).toBeNull();
    expect(ahead([order(null, 4)]).preorder).toBeNull();
  });

  it('ends at its cap, and is a back order for what was sold before', () => {
    expect(ahead([order(TODAY + 1, 80)], 0n, true)).toMatchObject({
      status: 'BackOrder',
      preorder: { units: 50 },
    });
  });
});
