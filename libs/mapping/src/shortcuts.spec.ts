import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RUNS } from '../../../test/support/property-runs.js';
import { compileExpression } from './expression.js';
import { once } from './shortcuts.js';

/** A value, or what the expression says is wrong, its own text aside. */
function outcomeOf(source: string, bindings: Readonly<Record<string, unknown>>): unknown {
  try {
    return { value: compileExpression(source)(bindings) };
  } catch (error) {
    return { wrong: (error as Error).message.split(/[\n']/, 1)[0] };
  }
}

const cells = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, 0, -0, 1.5, 1e21, 2 ** 53, 2 ** 53 - 1, '', 'é'),
);

describe('a column by itself', () => {
  it.each([
    ['row.x', '[row.x][0]'],
    ['string(row.x)', 'string([row.x][0])'],
    ['item.x', '[item.x][0]'],
  ])('is what the interpreter makes of it: %s', (short, long) => {
    fc.assert(
      fc.property(cells, fc.boolean(), (x, isThere) => {
        const bindings = { row: { x }, item: isThere ? { x } : null };
        expect(outcomeOf(short, bindings)).toEqual(outcomeOf(long, bindings));
      }),
      { numRuns: RUNS },
    );
  });
});

it('asks once for the same bindings, and anew for others', () => {
  let asked = 0;
  const counted = once(() => (asked += 1));
  const [one, other] = [{ row: {} }, { row: {} }];
  expect([counted(one), counted(one), counted(other)]).toEqual([1, 1, 2]);
});
