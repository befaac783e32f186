import { expect, it } from 'vitest';
import { countsToCsv, drawCounts, type CountListAnswer } from './draw-counts.js';

const LIST: CountListAnswer = {
  location: 'leeds',
  lookedAt: '2026-11-27T06:00:00.000Z',
  items: 812,
  candidates: [
    {
      sku: '=1+1',
      risk: 180.04,
      book: '-2',
      countedAt: null,
      reasons: [
        { reason: 'negative', why: 'the book says -2' },
        { reason: 'phantom', why: 'sold on 20 of 24 days, "and" on none of the last 8' },
      ],
    },
    { sku: 'B', risk: 4, book: '7', countedAt: '2026-03-01T10:00:00.000Z', reasons: [] },
  ],
};

it('lists what should be counted, with its reasons', () => {
  expect(drawCounts(LIST)).toEqual([
    'leeds: 812 items judged at 2026-11-27T06:00:00.000Z',
    '',
    expect.stringMatching(/^ITEM\s+RISK\s+BOOK\s+COUNTED\s+WHY$/),
    expect.stringMatching(/^=1\+1\s+180\s+-2\s+never\s+the book says -2; sold on 20 of 24/),
    expect.stringMatching(/^B\s+4\s+7\s+2026-03-01/),
  ]);
  expect(drawCounts({ ...LIST, lookedAt: null })[0]).toMatch(/^Nobody has looked at leeds yet/);
  expect(drawCounts({ ...LIST, candidates: [] })[0]).toMatch(/none of them needs to be counted/);
});

it('gives counters a file that no spreadsheet reckons with', () => {
  expect(countsToCsv(LIST).split('\r\n')).toEqual([
    'location,item,risk,book,counted_before,why,counted',
    `leeds,'=1+1,180,-2,,"the book says -2; sold on 20 of 24 days, ""and"" on none of the last 8",`,
    'leeds,B,4,7,2026-03-01,,',
    '',
  ]);
});
