import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS, RUNS } from '../../../../test/support/property-runs.js';
import { listingOffer } from '../listings/listing-offer.js';
import type { Desired } from '../listings/listing.js';
import { ListingMap } from './listing-map.js';
import type { MappedListing, Part } from './mapped-listing.js';

const AT = '2026-11-02T08:00:00.000Z';
const number = (sku: string, version: number, quantity: number): Desired => ({
  sku,
  version,
  quantity,
  recordedAt: AT,
});
const listing = (sku: string, part: Partial<MappedListing> = {}): MappedListing => ({
  sku,
  ids: {},
  parts: null,
  leadTimeDays: null,
  revision: 0,
  ...part,
});
const publishing = () => new ListingMap({ unlisted: 'publish', leadTimeDays: null });
const ignoring = () => new ListingMap({ unlisted: 'ignore', leadTimeDays: 3 });
const shown = (rows: readonly Desired[]) => rows.map(({ sku, quantity }) => `${sku} ${quantity}`);

describe('ListingMap', () => {
  it('lists an item under its own sku, unless it is told to ignore what is not listed', () => {
    expect(publishing().desiredOf(number('A', 4, 7))).toEqual([number('A', 4, 7)]);
    expect(ignoring().desiredOf(number('A', 4, 7))).toEqual([]);
  });

  it('asks for the number of an item whose listing it hears of', () => {
    const map = ignoring();

    expect(map.put(listing('A', { ids: { offerId: '1' } }))).toEqual(['A']);
    expect(map.desiredOf(number('A', 4, 7))).toEqual([number('A', 4, 7)]);
    expect(map.put(listing('A', { ids: { offerId: '2' } }))).toEqual([]);
    expect(map.detailsOf('A')).toEqual({ ids: { offerId: '2' }, leadTimeDays: 3 });
  });

  it('offers under another name what its item offers, and nothing of packs and bundles', () => {
    const map = publishing();
    const offer = listingOffer('BackOrder', '2027-03-01');
    map.put(listing('B-99', { parts: [{ item: 'A', units: 1 }], revision: 1 }));
    map.put(listing('A-3', { parts: [{ item: 'A', units: 3 }], revision: 1 }));
    const set = ['A', 'C'].map((item) => ({ item, units: 1 }));
    map.put(listing('set', { parts: set, revision: 1 }));
    map.desiredOf(number('C', 1, 5));

    expect(
      map.desiredOf({ ...number('A', 1, 0), offer }).map((row) => [row.sku, row.offer]),
    ).toEqual([
      ['A', offer],
      ['B-99', offer],
      ['A-3', undefined],
      ['set', undefined],
    ]);
  });

  it('shows a pack of three as a third, rounded down, beside the single piece', () => {
    const map = publishing();

    expect(map.put(listing('A-3', { parts: [{ item: 'A', units: 3 }], revision: 1 }))).toEqual([
      'A',
    ]);
    expect(shown(map.desiredOf(number('A', 1, 8)))).toEqual(['A 8', 'A-3 2']);
    expect(shown(map.desiredOf(number('A', 2, 2)))).toEqual(['A 2', 'A-3 0']);
  });

  it('shows as many bundles as the scarcest item allows, once all are known', () => {
    const map = publishing();
    const parts = [
      { item: 'lamp', units: 1 },
      { item: 'bulb', units: 2 },
    ];
    map.put(listing('set', { parts, revision: 1 }));

    expect(shown(map.desiredOf(number('lamp', 1, 5)))).toEqual(['lamp 5']);
    expect(shown(map.desiredOf(number('bulb', 1, 7)))).toEqual(['bulb 7', 'set 3']);
    expect(shown(map.desiredOf(number('lamp', 2, 1)))).toEqual(['lamp 1', 'set 1']);
  });

  it('no longer lists what has no parts', () => {
    const map = publishing();
    map.put(listing('A', { parts: [], revision: 1 }));

    expect(map.desiredOf(number('A', 1, 8))).toEqual([]);
  });

  it('gives a listing under another name the number of its item', () => {
    const map = publishing();
    map.put(listing('A', { parts: [], revision: 1 }));
    map.put(listing('B-99', { parts: [{ item: 'A', units: 1 }], revision: 1 }));

    expect(shown(map.desiredOf(number('A', 1, 8)))).toEqual(['B-99 8']);
  });

  it('knows what the channel tells that was not known', () => {
    const map = ignoring();
    const before = map.isNews('A', {});
    map.put(listing('A', { ids: { offerId: '1' } }));

    expect(before).toBe(true);
    expect(map.isNews('A', { offerId: '1' })).toBe(false);
    expect(map.isNews('A', { offerId: '2' })).toBe(true);
    expect(publishing().isNews('A', {})).toBe(false);
  });

  it(
    'raises a version with every change of items and of parts, and never shows more than there is',
    () => {
      const units = fc.integer({ min: 1, max: 5 });
      const parts = fc
        .uniqueArray(fc.record({ item: fc.constantFrom('A', 'B', 'C'), units }), {
          selector: ({ item }) => item,
          minLength: 1,
        })
        .map((made) => ({ kind: 'parts' as const, made }));
      const change = fc.record({
        kind: fc.constant('number' as const),
        item: fc.constantFrom('A', 'B', 'C'),
        quantity: fc.integer({ min: 0, max: 40 }),
      });
      fc.assert(
        fc.property(
          fc.array(fc.oneof({ weight: 4, arbitrary: change }, { weight: 1, arbitrary: parts })),
          (steps) => {
            const map = ignoring();
            const stock = new Map<string, Desired>();
            let made: readonly Part[] = [];
            let [revision, newest] = [0, 0];
            const look = (item: string) => {
              const known = stock.get(item);
              for (const row of known ? map.desiredOf(known) : []) {
                expect(row.version).toBeGreaterThanOrEqual(newest);
                newest = row.version;
                const enough = made.every(
                  (part) => (stock.get(part.item)?.quantity ?? 0) >= part.units * row.quantity,
                );
                const more = made.every(
                  (part) =>
                    (stock.get(part.item)?.quantity ?? 0) >= part.units * (row.quantity + 1),
                );
                expect({ enough, more }).toEqual({ enough: true, more: false });
              }
            };
            for (const step of steps) {
              if (step.kind === 'number') {
                const version = (stock.get(step.item)?.version ?? 0) + 1;
                stock.set(step.item, number(step.item, version, step.quantity));
                look(step.item);
              } else {
                made = step.made;
                revision += 1;
                for (const item of map.put(listing('set', { parts: made, revision }))) look(item);
              }
            }
          },
        ),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MS,
  );
});
