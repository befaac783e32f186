import { describe, expect, it } from 'vitest';
import type { Position } from '../items/item.schema.js';
import { explainFormula } from './formula.js';

const position = (location: string, source: string, available: string): Position =>
  ({ location, source, buckets: { available_base: available } }) as unknown as Position;

const NONE = new Map<string, bigint>();
const locations = { leeds: { source: 'pos' }, depot: { source: 'wms' } };

describe('explainFormula', () => {
  it('shows every location of the pool, those that never saw the item with zero', () => {
    const rule = { pool: ['leeds', 'depot'], buffer: 1, protect: { depot: 2 }, cap: null };
    expect(explainFormula(rule, [position('leeds', 'pos', '3.9')], locations, NONE)).toEqual({
      text: 'leeds max(0, floor(3.9 − 0 protect − 1 buffer)) = 2; depot max(0, floor(0 − 2 protect − 1 buffer)) = 0; sum 2',
      terms: [
        {
          location: 'leeds',
          availableBase: '3.9',
          claimed: '0',
          sellable: '3.9',
          protect: 0,
          buffer: 1,
          units: 2,
        },
        {
          location: 'depot',
          availableBase: '0',
          claimed: '0',
          sellable: '0',
          protect: 2,
          buffer: 1,
          units: 0,
        },
      ],
      sum: 2,
      cap: null,
      units: 2,
    });
  });

  it('counts only the source that the policy names at a location', () => {
    const rule = { pool: ['leeds'], buffer: 0, protect: {}, cap: null };
    const positions = [position('leeds', 'wms', '50'), position('leeds', 'pos', '4')];
    expect(explainFormula(rule, positions, locations, NONE).units).toBe(4);
  });

  it('takes off what claims hold, and never counts more than nothing against it', () => {
    const rule = { pool: ['leeds', 'depot'], buffer: 1, protect: {}, cap: null };
    const positions = [position('leeds', 'pos', '12'), position('depot', 'wms', '1')];
    const claimed = new Map([
      ['leeds', 4_000_000n],
      ['depot', 3_000_000n],
    ]);
    const formula = explainFormula(rule, positions, locations, claimed);
    expect(formula.terms).toMatchObject([
      { availableBase: '12', claimed: '4', sellable: '8', units: 7 },
      { availableBase: '1', claimed: '3', sellable: '0', units: 0 },
    ]);
    expect(formula.text).toContain('leeds max(0, floor(max(0, 12 − 4 claimed) − 0 protect');
  });

  it('ends with the cap where there is one', () => {
    const rule = { pool: ['leeds'], buffer: 0, protect: {}, cap: 10 };
    const formula = explainFormula(rule, [position('leeds', 'pos', '12')], locations, NONE);
    expect(formula).toMatchObject({ sum: 12, cap: 10, units: 10 });
    expect(formula.text).toMatch(/; sum 12, cap 10 → 10$/);
  });
});
