import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BUCKETS,
  standingPositions,
  termsOfLocations,
  type Bucket,
  type SourcePosition,
  type SourceState,
} from '#domain';
import { PATIENCE_MS, RUNS } from '../support/property-runs.js';
import { exact } from './to-events.js';

/* Invariant 11 of docs/invariants.md: whose word counts where several sources speak of one location. */

const SOURCES = ['wms', 'pos', 'oms'] as const;
const TRUSTED: SourceState = { freshness: 'fresh', silentSeconds: 0, verified: true };

const states: fc.Arbitrary<SourceState> = fc.record({
  freshness: fc.constantFrom('fresh', 'late', 'withheld'),
  silentSeconds: fc.integer({ min: 0, max: 5_000 }),
  verified: fc.boolean(),
});
const position = (source: string): fc.Arbitrary<SourcePosition> =>
  fc
    .record({ amount: fc.integer({ min: -999, max: 9_999 }), second: fc.nat({ max: 50 }) })
    .map(({ amount, second }) => ({
      location: 'leeds',
      source,
      recordedAt: new Date(second * 1_000).toISOString(),
      buckets: Object.fromEntries(BUCKETS.map((bucket) => [bucket, exact(amount)])) as Record<
        Bucket,
        bigint
      >,
    }));

const told = fc.record({
  top: position('wms'),
  others: fc.tuple(position('pos'), position('oms')),
  otherwise: fc.tuple(position('pos'), position('oms')),
  pos: states,
  oms: states,
});

const LOCATIONS = {
  leeds: {
    source: 'wms',
    precedence: {},
    fallbacks: ['pos', 'oms'].map((source) => ({ source, sameRank: false })),
  },
};

const standing = (
  positions: readonly SourcePosition[],
  known: Readonly<Record<(typeof SOURCES)[number], SourceState>>,
) => standingPositions(positions, termsOfLocations(LOCATIONS, known)).map(({ buckets }) => buckets);

describe('where several sources speak of one location', { timeout: PATIENCE_MS }, () => {
  it('nothing that a lower one says or is counts while the highest is fresh (11)', () => {
    fc.assert(
      fc.property(told, ({ top, others, otherwise, pos, oms }) => {
        const known = { wms: TRUSTED, pos, oms };

        expect(standing([top, ...others], known)).toEqual([top.buckets]);
        expect(standing([...otherwise, top], known)).toEqual([top.buckets]);
      }),
      { numRuns: RUNS },
    );
  });

  it('the next one counts while the highest is silent (11)', () => {
    fc.assert(
      fc.property(told, ({ top, others, oms }) => {
        const known = { wms: { ...TRUSTED, freshness: 'withheld' as const }, pos: TRUSTED, oms };

        expect(standing([top, ...others], known)).toEqual([others[0].buckets]);
      }),
      { numRuns: RUNS },
    );
  });
});
