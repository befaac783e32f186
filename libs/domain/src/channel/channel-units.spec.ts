import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  channelRule,
  channelTerms,
  locationState,
  locationStates,
  PLACES,
  plainRule,
} from '../../../../test/support/channel-arbitraries.js';
import { channelUnits, drawUnits } from './channel-units.js';
import { sellableUnits, type LocationState } from './location-state.js';
import { RUNS } from '../../../../test/support/property-runs.js';

const sumOf = (states: readonly LocationState[]) =>
  states.reduce((sum, state) => sum + sellableUnits(state), 0);

describe('what a channel may show (I6)', () => {
  it('is never below zero, nor above what its pool has to sell', () => {
    fc.assert(
      fc.property(locationStates, channelRule, channelTerms, (states, rule, channel) => {
        const { units } = channelUnits(states, rule, channel);
        const pool = states.filter(({ location }) => rule.pool.includes(location));
        expect(Number.isSafeInteger(units)).toBe(true);
        expect(units).toBeGreaterThanOrEqual(0);
        expect(units).toBeLessThanOrEqual(sumOf(pool));
        expect(units).toBeLessThanOrEqual(rule.cap ?? units);
      }),
      { numRuns: RUNS },
    );
  });

  it('adds up to no more than there is, over channels that divide it', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 5 })
      .map((values) => {
        const sum = values.reduce((total, value) => total + value, 0);
        return values.map((value) => (sum > 10_000 ? Math.floor((value * 10_000) / sum) : value));
      });
    const rules = weights.chain((given) =>
      fc.tuple(
        ...given.map((weight) =>
          channelRule.map((rule) => ({
            ...rule,
            mode: 'partitioned' as const,
            weight: weight / 10_000,
          })),
        ),
      ),
    );
    fc.assert(
      fc.property(locationStates, rules, channelTerms, (states, channels, terms) => {
        const shown = channels.map((rule) => channelUnits(states, rule, terms).units);
        expect(shown.reduce((sum, units) => sum + units, 0)).toBeLessThanOrEqual(sumOf(states));
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same whether a location is suppressed or left out of the pool', () => {
    const place = fc.constantFrom(...PLACES);
    const why = fc.constantFrom('silent', 'unverified', 'no_source');
    fc.assert(
      fc.property(
        fc.tuple(...PLACES.map(locationState)),
        channelRule,
        channelTerms,
        place,
        why,
        (states, given, terms, location, reason) => {
          const rule = { ...given, firstParty: false };
          const suppressed = states.map((state) =>
            state.location === location ? { ...state, terms: suppress(state, reason) } : state,
          );
          const without = { ...rule, pool: rule.pool.filter((one) => one !== location) };
          expect(channelUnits(suppressed, rule, terms).units).toBe(
            channelUnits(states, without, terms).units,
          );
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('keeps the retailer’s own channel selling where a source is silent, not where it is unverified', () => {
    fc.assert(
      fc.property(locationState('a'), channelTerms, (state, terms) => {
        const rule = plainRule({ firstParty: true, buffer: 0 });
        const silent = { ...state, terms: { ...suppress(state, 'silent'), verified: true } };
        const unverified = { ...state, terms: suppress(state, 'unverified') };
        const expected = state.terms.source === null ? 0 : sellableUnits(state);
        expect(channelUnits([silent], rule, terms).units).toBe(expected);
        expect(channelUnits([unverified], rule, terms).units).toBe(0);
      }),
      { numRuns: RUNS },
    );
  });

  it('draws a quantity that fits from the first locations of the pool, and none that does not', () => {
    fc.assert(
      fc.property(
        locationStates,
        channelRule,
        channelTerms,
        fc.nat({ max: 600 }),
        (states, rule, terms, wanted) => {
          const answer = channelUnits(states, rule, terms);
          const drawn = drawUnits(answer, wanted);
          const took = [...(drawn?.values() ?? [])].reduce((sum, units) => sum + units, 0);
          expect(drawn === undefined).toBe(wanted > answer.units);
          expect(took).toBe(drawn ? wanted : 0);
          const left = answer.shares.map(
            (share) => share.units - (drawn?.get(share.location) ?? 0),
          );
          const last = answer.shares.findLastIndex(({ location }) => drawn?.has(location));
          expect(left.slice(0, Math.max(0, last)).every((units) => units === 0)).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

function suppress({ terms }: LocationState, reason: string): LocationState['terms'] {
  if (reason === 'no_source') return { ...terms, source: null };
  if (reason === 'unverified') return { ...terms, verified: false };
  return { ...terms, freshness: 'withheld' };
}
