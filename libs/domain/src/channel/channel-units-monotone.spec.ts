import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  channelRule,
  channelTerms,
  dynamicRule,
  locationStates,
  part,
  PLACES,
  plainRule,
} from '../../../../test/support/channel-arbitraries.js';
import type { DynamicBufferRule } from './channel-rule.js';
import { channelUnits } from './channel-units.js';
import type { LocationState } from './location-state.js';
import { RUNS } from '../../../../test/support/property-runs.js';

const older = ({ terms }: LocationState, by: number): LocationState['terms'] => ({
  ...terms,
  ageSeconds: terms.ageSeconds + by,
});

describe('what a channel may show, as one thing changes', () => {
  const dynamicPool = dynamicRule.map((dynamic) => plainRule({ buffer: { dynamic } }));
  const anyRule = fc.oneof(dynamicPool, channelRule);
  const never = (change: (state: LocationState, by: number) => LocationState) =>
    fc.assert(
      fc.property(
        locationStates,
        anyRule,
        channelTerms,
        fc.nat({ max: 40_000_000 }),
        (states, rule, terms, by) => {
          const changed = states.map((state) => change(state, by));
          expect(channelUnits(changed, rule, terms).units).toBeLessThanOrEqual(
            channelUnits(states, rule, terms).units,
          );
        },
      ),
      { numRuns: RUNS },
    );

  it.each<[string, (state: LocationState, by: number) => LocationState]>([
    ['rises with claims', (state, by) => ({ ...state, claimed: state.claimed + BigInt(by) })],
    [
      'falls with stock, through the gate of the order line and the share of beta',
      (state, by) => ({ ...state, availableBase: state.availableBase - BigInt(by) }),
    ],
    ['rises with age', (state, by) => ({ ...state, terms: older(state, by) })],
  ])('never %s', (_what, change) => {
    expect.hasAssertions();
    never(change);
  });

  it.each([
    ['fresh', 'late'],
    ['late', 'withheld'],
  ] as const)('never rises from %s to %s', (before, after) => {
    fc.assert(
      fc.property(locationStates, anyRule, channelTerms, (states, rule, terms) => {
        const at = (freshness: 'fresh' | 'late' | 'withheld') =>
          states.map((state) => ({ ...state, terms: { ...state.terms, freshness } }));
        expect(channelUnits(at(after), rule, terms).units).toBeLessThanOrEqual(
          channelUnits(at(before), rule, terms).units,
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('never rises with lag, its deviation, or the time that the marketplace takes', () => {
    fc.assert(
      fc.property(
        locationStates,
        dynamicRule,
        channelTerms,
        fc.nat({ max: 9_000 }),
        fc.constantFrom('lagSeconds', 'lagDeviationSeconds', 'applySeconds'),
        (states, dynamic, terms, by, what) => {
          const slower = {
            ...terms,
            ...(what in terms ? { [what]: by + Number(terms[what as keyof typeof terms]) } : {}),
          };
          const later = what === 'applySeconds' ? dynamic.applySeconds + by : dynamic.applySeconds;
          const before = plainRule({ buffer: { dynamic } });
          const after = plainRule({ buffer: { dynamic: { ...dynamic, applySeconds: later } } });
          expect(channelUnits(states, after, slower).units).toBeLessThanOrEqual(
            channelUnits(states, before, terms).units,
          );
        },
      ),
      { numRuns: RUNS },
    );
  });

  it.each(['z', 'min', 'beta', 'k', 'drift', 'quantile'] satisfies (keyof DynamicBufferRule)[])(
    'never rises with %s',
    (what) => {
      const wholeMore = fc.nat({ max: 9 });
      fc.assert(
        fc.property(
          locationStates,
          dynamicRule,
          channelTerms,
          wholeMore,
          part,
          (states, dynamic, terms, whole, rest) => {
            const more =
              what === 'min' ? whole : what === 'beta' || what === 'quantile' ? rest : whole + rest;
            const most = what === 'beta' || what === 'quantile' ? 1 : 1_000;
            const raised = { ...dynamic, [what]: Math.min(most, dynamic[what] + more) };
            const before = plainRule({ buffer: { dynamic } });
            const after = plainRule({ buffer: { dynamic: raised } });
            expect(channelUnits(states, after, terms).units).toBeLessThanOrEqual(
              channelUnits(states, before, terms).units,
            );
          },
        ),
        { numRuns: RUNS },
      );
    },
  );

  it('never rises with what is protected', () => {
    fc.assert(
      fc.property(
        locationStates,
        anyRule,
        channelTerms,
        fc.constantFrom(...PLACES),
        fc.nat({ max: 30 }),
        (states, rule, terms, location, by) => {
          const protect = { ...rule.protect, [location]: (rule.protect[location] ?? 0) + by };
          expect(channelUnits(states, { ...rule, protect }, terms).units).toBeLessThanOrEqual(
            channelUnits(states, rule, terms).units,
          );
        },
      ),
      { numRuns: RUNS },
    );
  });
});
