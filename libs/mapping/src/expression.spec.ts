import { describe, expect, it } from 'vitest';
import { namesIn } from './expression.js';

describe('namesIn', () => {
  it.each([
    ['string(row.lot_id)', ['row']],
    ["lot == null ? string(row.item) : string(lot['item'])", ['lot', 'row']],
    ["'item' + capture(place.name, '(lot)')", ['place']],
    ['row.lots.exists(x, x == lot.id)', ['row', 'lot']],
    ['[a, {b: c}].size() + -d', ['a', 'b', 'c', 'd']],
    ['type(row.id) == string', ['row']],
  ])('%s', (source, names) => {
    expect(namesIn(source)).toEqual(new Set(names));
  });
});
