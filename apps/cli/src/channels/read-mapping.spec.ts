import { describe, expect, it } from 'vitest';
import { readMapping } from './read-mapping.js';

const read = (...lines: readonly string[]) => readMapping(lines.join('\n'), 'map.csv');

describe('readMapping', () => {
  it('reads listings of one item, of several units, of several items, and of none', () => {
    expect(
      read(
        'listing,item,units,leadTimeDays',
        'A,A,,2',
        'A-3,A,3,',
        'set,lamp,1,',
        'set,"bulb, warm",2,5',
        'old,,,',
      ),
    ).toEqual([
      { sku: 'A', parts: null, leadTimeDays: 2 },
      { sku: 'A-3', parts: [{ item: 'A', units: 3 }], leadTimeDays: null },
      {
        sku: 'set',
        parts: [
          { item: 'lamp', units: 1 },
          { item: 'bulb, warm', units: 2 },
        ],
        leadTimeDays: 5,
      },
      { sku: 'old', parts: [], leadTimeDays: null },
    ]);
  });

  it('needs no more than the names', () => {
    expect(read('listing,item', 'B-99,A')).toEqual([
      { sku: 'B-99', parts: [{ item: 'A', units: 1 }], leadTimeDays: null },
    ]);
  });

  it.each([
    [
      ['listing,itme', 'A,A'],
      'map.csv:1: found the column "itme", expected listing, item, units, leadTimeDays. Did you mean "item"?',
    ],
    [
      ['listing', 'A'],
      'map.csv:1: found no column "item", expected listing, item, units, leadTimeDays.',
    ],
    [['listing,item'], 'map.csv: found no line below the heading.'],
    [
      ['listing,item,units', 'A,A,0'],
      'map.csv:2: found "0" in the column units, expected a whole number from 1',
    ],
    [
      ['listing,item,units', 'A,A,1', 'B,B,2.5'],
      'map.csv:3: found "2.5" in the column units, expected a whole number from 1',
    ],
    [['listing,item', ',A'], 'map.csv:2: found "" in the column listing, expected a listing'],
    [
      ['listing,item', 'A,B', 'A,B'],
      'map.csv:3: found B a second time for A, expected each item once with all of its units',
    ],
    [
      ['listing,item', 'A,B', 'A,'],
      'map.csv:2: found lines with and without an item for A, expected either',
    ],
    [
      ['listing,item,leadTimeDays', 'A,B,soon'],
      'map.csv:2: found "soon" in the column leadTimeDays, expected a whole number of days, or nothing',
    ],
  ])('says what is wrong with %j', (lines, expected) => {
    expect(() => read(...lines)).toThrow(expected);
  });

  it('names the line of a row with too few columns', () => {
    expect(() => read('listing,item', 'A')).toThrow(/map\.csv: .*line 2/);
  });
});
