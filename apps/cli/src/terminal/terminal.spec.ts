import { describe, expect, it } from 'vitest';
import { ago, span, spanOr } from './ages.js';
import { table } from './table.js';
import { drawTree } from './tree.js';

describe('span', () => {
  it.each([
    [0.351, '0.35 s'],
    [9.999, '10 s'],
    [42.4, '42 s'],
    [125, '2 min'],
    [3600, '1 h'],
    [12_000, '3 h 20 min'],
    [187_200, '2 d 4 h'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(span(seconds)).toBe(text);
  });

  it('says what stands for nothing', () => {
    expect(spanOr(null, '-')).toBe('-');
    expect(ago(null, '2026-01-01T00:00:00Z')).toBe('never');
    expect(ago('2026-01-01T00:00:00Z', '2026-01-01T00:00:30Z')).toBe('30 s ago');
  });
});

it('aligns columns and leaves no blanks at the end', () => {
  expect(table(['A', 'LONG'], [['longer', 'x']])).toEqual(['A       LONG', 'longer  x']);
});

it('draws a tree', () => {
  const tree = {
    text: 'root',
    children: [{ text: 'a', children: [{ text: 'b' }] }, { text: 'c' }],
  };
  expect(drawTree(tree)).toEqual(['root', '├─ a', '│  └─ b', '└─ c']);
});
