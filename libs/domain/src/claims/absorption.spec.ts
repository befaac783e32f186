import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeUnits, type Quantity } from '../quantity.js';
import { absorb, movementKey, type HeldLine } from './absorption.js';
import { movementsOf, type StockFact } from './movement.js';
import { settleLines } from './settle.js';
import { PATIENCE_MS, RUNS } from '../../../../test/support/property-runs.js';

const fact = (over: Partial<StockFact>): StockFact => ({
  source: 'pos',
  transaction: 't1',
  eventId: 'e1',
  sku: 'A',
  location: 'leeds',
  bucket: 'available_base',
  change: 0n,
  cause: null,
  ...over,
});
const fall = (units: number, over: Partial<StockFact> = {}) =>
  fact({ change: -wholeUnits(units), ...over });
const sale = (id: string, over: Partial<StockFact> = {}) =>
  fact({ bucket: null, cause: { type: 'sale', id }, ...over });
const held = (
  claim: string,
  units: number,
  id: string,
  over: Partial<HeldLine> = {},
): HeldLine => ({
  claim,
  sku: 'A',
  location: 'leeds',
  document: { type: 'sale', id },
  open: wholeUnits(units),
  ...over,
});
interface Place {
  readonly id: string;
  readonly location: string;
}

const PAIRS: readonly Place[] = ['7', '8'].flatMap((id) =>
  ['leeds', 'york'].map((location) => ({ id, location })),
);

const unitsOf = (rows: readonly (Place & { units: number })[], { id, location }: Place): number =>
  rows
    .filter((row) => row.id === id && row.location === location)
    .reduce((total, { units }) => total + units, 0);

const NONE = new Map<string, Quantity>();

describe('movementsOf', () => {
  it('joins a level with the cause that another row of its transaction names', () => {
    expect(movementsOf([fall(2), sale('7'), sale('8', { transaction: 't2' })])).toEqual([
      {
        source: 'pos',
        step: 't1',
        id: 't1',
        sku: 'A',
        location: 'leeds',
        causes: [{ type: 'sale', id: '7' }],
        fallen: wholeUnits(2),
      },
    ]);
  });

  it('keeps stock that names its own document for that document', () => {
    const own = fall(3, { cause: { type: 'sale', id: '9' } });
    expect(movementsOf([own, fall(2), sale('7')])).toMatchObject([
      { id: 't1/sale:9', causes: [{ id: '9' }], fallen: wholeUnits(3) },
      { id: 't1', causes: [{ id: '7' }], fallen: wholeUnits(2) },
    ]);
  });

  it('counts stock that was set aside before only when it leaves the house', () => {
    const aside = fact({ bucket: 'allocated', change: wholeUnits(2) });
    expect(movementsOf([fall(2), aside, sale('7')])).toMatchObject([{ fallen: wholeUnits(2) }]);
    const shipped = fact({ bucket: 'allocated', change: -wholeUnits(2) });
    expect(movementsOf([shipped, sale('7')])).toMatchObject([{ fallen: wholeUnits(2) }]);
  });

  it('has no movement where stock rose, or where a transaction is unknown', () => {
    expect(movementsOf([fact({ change: wholeUnits(2) }), sale('7')])).toEqual([]);
    const apart = [
      fall(2, { transaction: null, eventId: 'e1' }),
      sale('7', { transaction: null, eventId: 'e2' }),
    ];
    expect(movementsOf(apart)).toEqual([]);
  });
});

describe('absorb', () => {
  it('absorbs the oldest claim of the document first, by no more than fell', () => {
    const lines = [held('old', 2, '7'), held('new', 2, '7'), held('other', 2, '8')];
    expect(absorb(movementsOf([fall(3), sale('7')]), lines, NONE)).toMatchObject([
      { claim: 'old', quantity: wholeUnits(2) },
      { claim: 'new', quantity: wholeUnits(1) },
    ]);
  });

  it('leaves claims at other locations, of other items and documents', () => {
    const lines = [
      held('there', 2, '7', { location: 'york' }),
      held('other', 2, '7', { sku: 'B' }),
      held('else', 2, '8'),
    ];
    expect(absorb(movementsOf([fall(3), sale('7')]), lines, NONE)).toEqual([]);
  });

  it(
    'never absorbs more than is held, nor more than fell, however often it is asked',
    () => {
      const movement = fc.record({
        units: fc.integer({ min: 1, max: 6 }),
        id: fc.constantFrom('7', '8'),
        location: fc.constantFrom('leeds', 'york'),
      });
      const line = fc.record({
        units: fc.integer({ min: 1, max: 6 }),
        id: fc.constantFrom('7', '8'),
        location: fc.constantFrom('leeds', 'york'),
      });
      fc.assert(
        fc.property(
          fc.array(movement, { maxLength: 5 }),
          fc.array(line, { maxLength: 5 }),
          fc.integer({ min: 1, max: 3 }),
          (moved, lines, rounds) => {
            const movements = movementsOf(
              moved.flatMap(({ units, id, location }, index) => {
                const place = { location, transaction: `t${index}` };
                return [fall(units, place), sale(id, place)];
              }),
            );
            let open = lines.map(({ units, id, location }, index) =>
              held(`c${index}`, units, id, { location }),
            );
            const used = new Map<string, Quantity>();
            for (let round = 0; round < rounds; round += 1) {
              for (const { claim, source, movement: id, sku, location, quantity } of absorb(
                movements,
                open,
                used,
              )) {
                const key = movementKey({ source, id, sku, location });
                used.set(key, (used.get(key) ?? 0n) + quantity);
                open = open.map((one) =>
                  one.claim === claim ? { ...one, open: one.open - quantity } : one,
                );
              }
            }
            const excess = movements.filter(
              (one) => (used.get(movementKey(one)) ?? 0n) > one.fallen,
            );
            const left = PAIRS.map(({ id, location }) =>
              open
                .filter((one) => one.document.id === id && one.location === location)
                .reduce((total, one) => total + one.open, 0n),
            );
            const due = PAIRS.map((pair) => {
              const missing = unitsOf(lines, pair) - unitsOf(moved, pair);
              return wholeUnits(Math.max(0, missing));
            });
            expect([excess, left]).toEqual([[], due]);
          },
        ),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MS,
  );
});

describe('settleLines', () => {
  const wanted = (units: number, location: string | null = null) => ({
    sku: 'A',
    location,
    quantity: wholeUnits(units),
    ref: 'l1',
  });

  it('takes from an order what the authority has shown before, wherever in the pool', () => {
    const movements = movementsOf([fall(2, { location: 'york' }), sale('7', { location: 'york' })]);
    const document = { type: 'sale', id: '7' };
    expect(settleLines([wanted(3)], document, ['leeds', 'york'], movements, NONE)).toEqual({
      settled: [
        {
          sku: 'A',
          location: 'york',
          quantity: wholeUnits(2),
          ref: 'l1',
          source: 'pos',
          step: 't1',
          movement: 't1',
        },
      ],
      rest: [wanted(1)],
    });
    expect(settleLines([wanted(3)], document, ['leeds'], movements, NONE).settled).toEqual([]);
    expect(
      settleLines([wanted(3, 'leeds')], document, ['leeds', 'york'], movements, NONE).settled,
    ).toEqual([]);
  });

  it('uses no movement twice', () => {
    const movements = movementsOf([fall(2), sale('7')]);
    const used = new Map(movements.map((one) => [movementKey(one), wholeUnits(1)]));
    const { settled, rest } = settleLines(
      [wanted(1), wanted(1)],
      { type: 'sale', id: '7' },
      ['leeds'],
      movements,
      used,
    );
    expect([settled.length, rest]).toEqual([1, [wanted(1)]]);
  });
});
