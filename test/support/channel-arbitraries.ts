import {
  NO_HISTORY,
  restateSold,
  summarize,
  withCount,
  type ChannelRule,
  type ChannelTerms,
  type DynamicBufferRule,
  type LocationHistory,
  type LocationState,
  type LocationTerms,
  type Sold,
} from '#domain';
import fc from 'fast-check';

export const TODAY = 20_500;
export const NOW = TODAY * 86_400_000 + 36_000_000;
export const PLACES = ['a', 'b', 'c', 'd'] as const;

/** Units and millionths, from below zero. */
export const quantity = fc.oneof(
  fc.bigInt({ min: -20_000_000n, max: 60_000_000n }),
  fc.integer({ min: -20, max: 400 }).map((units) => BigInt(units) * 1_000_000n),
  fc.bigInt({ min: -(10n ** 23n), max: 10n ** 23n }),
);

export const part = fc.integer({ min: 0, max: 10_000 }).map((value) => value / 10_000);

export const sold: fc.Arbitrary<Sold> = fc.record({
  day: fc.integer({ min: TODAY - 70, max: TODAY }),
  quantity: fc.oneof(
    fc.integer({ min: -9, max: 60 }).map((units) => BigInt(units) * 1_000_000n),
    fc.bigInt({ min: 1n, max: 30_000_000n }),
  ),
});

export const history: fc.Arbitrary<LocationHistory> = fc
  .tuple(fc.array(sold, { maxLength: 12 }), fc.option(fc.integer({ min: 0, max: 800 })))
  .map(([sales, days]) => {
    const told = sales.reduce((past, one) => restateSold(past, undefined, one), NO_HISTORY);
    return days === null ? told : withCount(told, NOW - days * 86_400_000);
  });

export const locationTerms: fc.Arbitrary<LocationTerms> = fc.record({
  source: fc.option(fc.constant('pos'), { freq: 12 }),
  degraded: fc.boolean(),
  freshness: fc.constantFrom('fresh', 'fresh', 'late', 'withheld'),
  verified: fc.integer({ min: 0, max: 9 }).map((value) => value > 0),
  ageSeconds: fc.integer({ min: 0, max: 90_000 }),
});

export const channelTerms: fc.Arbitrary<ChannelTerms> = fc.record({
  lagSeconds: fc.integer({ min: 0, max: 20_000 }),
  lagDeviationSeconds: fc.integer({ min: 0, max: 5_000 }),
});

export const locationState = (location: string): fc.Arbitrary<LocationState> =>
  fc
    .record({
      availableBase: quantity,
      claimed: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 40_000_000n })),
      history,
      terms: locationTerms,
      store: fc.boolean(),
      suspect: fc.integer({ min: 0, max: 5 }).map((value) => value === 0),
    })
    .map(({ history: past, ...state }) => ({ location, ...state, demand: summarize(past, NOW) }));

/** One state for each of some places. */
export const locationStates: fc.Arbitrary<LocationState[]> = fc
  .subarray([...PLACES], { minLength: 1 })
  .chain((places) => fc.tuple(...places.map(locationState)));

export const dynamicRule: fc.Arbitrary<DynamicBufferRule> = fc.record({
  z: fc.double({ min: 0, max: 6, noNaN: true }),
  beta: part,
  min: fc.integer({ min: 0, max: 20 }),
  quantile: fc.double({ min: 0.5, max: 0.999, noNaN: true }),
  k: fc.double({ min: 0, max: 8, noNaN: true }),
  drift: fc.double({ min: 0, max: 2, noNaN: true }),
  applySeconds: fc.integer({ min: 0, max: 7_200 }),
  sellingHours: fc.integer({ min: 1, max: 24 }),
});

const whole = fc.integer({ min: 0, max: 12 });

export const channelRule: fc.Arbitrary<ChannelRule> = fc.record({
  pool: fc.shuffledSubarray([...PLACES], { minLength: 1 }),
  mode: fc.constantFrom('shared' as const, 'partitioned' as const),
  weight: part,
  buffer: fc.oneof(
    whole,
    dynamicRule.map((dynamic) => ({ dynamic })),
  ),
  protect: fc.dictionary(fc.constantFrom(...PLACES), whole),
  cap: fc.option(fc.integer({ min: 0, max: 500 })),
  firstParty: fc.boolean(),
  limitedBelow: whole,
  pickup: fc.option(
    fc.record({
      buffer: whole,
      quantity: fc.integer({ min: 1, max: 5 }),
      signalWithinSeconds: fc.integer({ min: 1, max: 90_000 }),
    }),
  ),
  preorder: fc.option(
    fc.record({
      cap: fc.integer({ min: 0, max: 200 }),
      horizonDays: fc.integer({ min: 0, max: 60 }),
      overdueDays: fc.integer({ min: 0, max: 20 }),
    }),
  ),
});

/** A shared channel over all places that withholds nothing, unless told otherwise. */
export const plainRule = (over: Partial<ChannelRule>): ChannelRule => ({
  pool: [...PLACES],
  mode: 'shared',
  weight: null,
  buffer: 0,
  protect: {},
  cap: null,
  firstParty: false,
  limitedBelow: 0,
  pickup: null,
  preorder: null,
  ...over,
});
