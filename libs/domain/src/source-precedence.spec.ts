import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageStep, sourceFreshness } from './staleness/source-freshness.js';
import { locationTerms, type SourceState } from './source-precedence.js';
import { standingPositions, variances, type SourcePosition } from './standing-stock.js';
import { RUNS } from '../../../test/support/property-runs.js';

const state = (over: Partial<SourceState> = {}): SourceState => ({
  freshness: 'fresh',
  silentSeconds: 1,
  verified: true,
  ...over,
});
const ranks = { ranks: [['wms'], ['pos'], ['oms']], buckets: {} };

describe('sourceFreshness', () => {
  const limits = { lateAfterSeconds: 30, withholdAfterSeconds: 600, recoverAfterSeconds: 20 };
  const at = (over: Partial<Parameters<typeof sourceFreshness>[0]>, now: number) =>
    sourceFreshness({ heardAt: 0, aliveSince: -1e9, gapSeconds: 0, ...over }, limits, now * 1000)
      .freshness;

  it('steps down with silence', () => {
    expect([at({}, 30), at({}, 31), at({}, 600), at({}, 601)]).toEqual([
      'fresh',
      'late',
      'late',
      'withheld',
    ]);
  });

  it('stays as bad as its gap was until it has proved itself', () => {
    const back = { heardAt: 110_000, aliveSince: 100_000, gapSeconds: 700 };

    expect([at(back, 110), at({ ...back, gapSeconds: 40 }, 110), at(back, 121)]).toEqual([
      'withheld',
      'late',
      'fresh',
    ]);
  });

  it('does not hold a source back that was never heard', () => {
    expect(at({ heardAt: null }, 9999)).toBe('fresh');
  });

  it('rounds ages up to steps', () => {
    expect([0, 0.2, 3, 64, 65].map(ageStep)).toEqual([0, 1, 4, 64, 128]);
  });
});

describe('locationTerms', () => {
  it('lets the highest fresh source count', () => {
    expect(locationTerms(ranks, {})).toMatchObject({ source: 'wms', degraded: false });
    const silent = { wms: state({ freshness: 'late', silentSeconds: 40 }) };
    expect(locationTerms(ranks, silent)).toMatchObject({
      source: 'pos',
      degraded: true,
      freshness: 'fresh',
    });
  });

  it('takes the least bad one when none is fresh, and says how bad it is', () => {
    const states = {
      wms: state({ verified: false }),
      pos: state({ freshness: 'withheld', silentSeconds: 700 }),
      oms: state({ freshness: 'late', silentSeconds: 40 }),
    };

    expect(locationTerms(ranks, states)).toMatchObject({
      source: 'oms',
      freshness: 'late',
      ageSeconds: 64,
      verified: true,
    });
  });

  it('names the peers of a rank that are as good, and other sources for single buckets', () => {
    const terms = locationTerms(
      { ranks: [['wms', 'erp', 'tms'], ['pos']], buckets: { damaged: [['pos']] } },
      { erp: state({ freshness: 'late' }) },
    );

    expect(terms).toMatchObject({
      source: 'wms',
      peers: ['tms'],
      buckets: { damaged: { source: 'pos', peers: [] } },
    });
  });
});

const position = (source: string, units: bigint, recordedAt = '1'): SourcePosition => ({
  location: 'leeds',
  source,
  recordedAt,
  buckets: {
    available_base: units,
    allocated: 0n,
    damaged: units,
    quarantine: 0n,
    non_sellable: 0n,
    in_transit: 0n,
    inbound_confirmed: 0n,
  },
});
const leeds = (states: Record<string, SourceState>, precedence = ranks) => ({
  leeds: locationTerms(precedence, states),
});

describe('standingPositions', () => {
  it('never lets a lower source change the number while the higher one is fresh', () => {
    const quantities = fc.bigInt({ min: -50n, max: 50n });

    fc.assert(
      fc.property(quantities, quantities, quantities, (wms, pos, other) => {
        const units = (lower: bigint) =>
          standingPositions([position('wms', wms), position('pos', lower)], leeds({}))[0]?.buckets
            .available_base;
        expect([units(pos), units(other)]).toEqual([wms, wms]);
      }),
      { numRuns: RUNS },
    );
  });

  it('counts nothing where the standing source does not know the item', () => {
    expect(standingPositions([position('pos', 5n)], leeds({}))).toEqual([]);
  });

  it('takes the newest word of one rank, then the first name', () => {
    const peers = { ranks: [['wms', 'erp']], buckets: {} };
    const counts = (...positions: SourcePosition[]) =>
      standingPositions(positions, leeds({}, peers))[0]?.buckets.available_base;

    expect(counts(position('wms', 1n, '1'), position('erp', 2n, '2'))).toBe(2n);
    expect(counts(position('wms', 1n), position('erp', 2n))).toBe(2n);
  });

  it('keeps the variance of every source that does not count', () => {
    const positions = [position('wms', 7n), position('pos', 5n)];
    const standing = standingPositions(positions, leeds({}));

    expect(variances(positions, standing)).toEqual([
      { location: 'leeds', source: 'pos', bucket: 'available_base', by: -2n },
      { location: 'leeds', source: 'pos', bucket: 'damaged', by: -2n },
    ]);
  });
});
