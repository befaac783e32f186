import { describe, expect, it } from 'vitest';
import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { quantitiesOf } from './quantities.js';

const at = (second: number): string => new Date(second * 1_000).toISOString();

type Line = Explain['ledger'][number];

const line = (second: number, change: string, part: object = {}): Line =>
  ({
    location: 'leeds',
    bucket: 'available_base',
    change,
    appliedAt: at(second),
    row: { system: 'pos' },
    ...part,
  }) as Line;

const position = (location: string, source: string, available: string) =>
  ({ location, source, buckets: { available_base: available } }) as Explain['positions'][number];

const explain = (part: Partial<Explain>): Explain =>
  ({ at: at(100), positions: [], variances: [], ledger: [], ...part }) as Explain;

describe('quantitiesOf', () => {
  it('takes changes back from what is there now', () => {
    const found = quantitiesOf(
      explain({
        positions: [position('leeds', 'pos', '6')],
        ledger: [line(50, '-2'), line(20, '5.5')],
      }),
    );
    expect(found?.times).toEqual([19, 20, 50, 100]);
    expect(found?.series).toEqual([{ location: 'leeds', units: [2.5, 8, 6, 6] }]);
  });

  it('counts each location by its own changes, in the bucket that is for sale', () => {
    const found = quantitiesOf(
      explain({
        positions: [position('depot', 'wms', '40'), position('leeds', 'pos', '6')],
        ledger: [
          line(50, '-2'),
          line(40, '9', { bucket: 'damaged' }),
          line(30, '1', { location: 'depot', row: { system: 'wms' } }),
          line(30, '7', { location: 'depot', row: { system: 'pos' } }),
        ],
      }),
    );
    expect(found?.series).toEqual([
      { location: 'depot', units: [39, 40, 40, 40] },
      { location: 'leeds', units: [8, 8, 6, 6] },
    ]);
  });

  it('leaves out a source that does not count', () => {
    const variance = { location: 'depot', source: 'pos', bucket: 'available_base', by: '3' };
    const found = quantitiesOf(
      explain({
        positions: [position('depot', 'pos', '43'), position('depot', 'wms', '40')],
        variances: [variance],
        ledger: [line(50, '1', { location: 'depot', row: { system: 'wms' } })],
      }),
    );
    expect(found?.series).toEqual([{ location: 'depot', units: [39, 40, 40] }]);
  });

  it('draws nothing of an item without changes', () => {
    expect(quantitiesOf(explain({ positions: [position('leeds', 'pos', '6')] }))).toBeUndefined();
  });
});
