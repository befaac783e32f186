import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawTree } from '../terminal/tree.js';
import { madeBranch } from './draw-made.js';

const AT = '2026-11-27T10:00:00.000Z';
const number = (quantity: number, version: number) => ({
  quantity,
  version,
  at: '2026-11-27T09:59:50.000Z',
  offer: null,
});
const LAMP = { item: 'lamp', units: 1, quantity: 5, gives: 5 };
const BULB = { item: 'bulb', units: 2, quantity: 7, gives: 3 };
const SET = {
  channel: 'bazaar',
  sku: 'set',
  desired: number(3, 8589934603),
  sent: number(3, 8589934603),
  acknowledged: number(3, 8589934603),
  rejected: null,
  state: 'acknowledged',
  parts: [LAMP, BULB],
  check: { stored: 3, recomputed: 3, agrees: true, note: null },
};

it('draws what docs/channels/listings.md shows', () => {
  const lines = drawTree(madeBranch(SET, AT));

  expect(readFileSync('docs/channels/listings.md', 'utf8')).toContain(`\n${lines.join('\n')}\n`);
});

it('says which item has no number yet, and checks nothing', () => {
  const none = { ...BULB, quantity: null, gives: null };
  const waiting = { sent: null, acknowledged: null, desired: null, state: 'pending', check: null };

  expect(drawTree(madeBranch({ ...SET, ...waiting, parts: [LAMP, none] }, AT))).toEqual([
    'bazaar lists set, which shows nothing from us yet (pending)',
    '├─ takes 1 of lamp, of which there are 5: gives 5',
    '└─ takes 2 of bulb, which has no number for the channel yet',
  ]);
});

it('says what is not published, and what does not follow', () => {
  const bug = { stored: 3, recomputed: 2, agrees: false, note: 'report this as a bug' };

  expect(drawTree(madeBranch({ ...SET, parts: [] }, AT))).toEqual([
    'bazaar does not list set: it is mapped to nothing',
  ]);
  expect(drawTree(madeBranch({ ...SET, check: bug }, AT)).at(-1)).toBe(
    '└─ RECOMPUTED NOW: 2, stored 3: report this as a bug',
  );
});
