import { describe, expect, it } from 'vitest';
import { wholeUnits } from '../quantity.js';
import { decideClaim, type ClaimContext, type WantedClaim } from './decide.js';
import { movementsOf } from './movement.js';

const context = (units: number): ClaimContext => ({
  stocks: ['A', 'B'].map((sku) => ({
    sku,
    location: 'leeds',
    availableBase: wholeUnits(units),
    claimed: 0n,
    sellableTo: 'all',
  })),
  known: new Set(['A', 'B']),
  movements: [],
  used: new Map(),
  held: new Map(),
});
const wanted = (units: number, over: Partial<WantedClaim> = {}, sku = 'A'): WantedClaim => ({
  lines: [{ sku, location: null, quantity: wholeUnits(units), ref: null }],
  allowPartial: false,
  rule: { pool: ['leeds'], protect: {}, firstParty: false },
  document: null,
  shopperId: null,
  maxUnitsPerKey: null,
  ...over,
});

describe('decideClaim', () => {
  it('lets no later call have what an earlier one was granted', () => {
    let now = context(10);
    const kinds = Array.from({ length: 30 }, () => {
      const { decision, after } = decideClaim(now, wanted(1));
      now = after;
      return decision.kind;
    });
    expect(kinds.filter((kind) => kind === 'admitted')).toHaveLength(10);
    expect(kinds.lastIndexOf('admitted')).toBe(9);
  });

  it('grants part where that is allowed, but not nothing', () => {
    const { decision, after } = decideClaim(context(3), wanted(5, { allowPartial: true }));
    expect(decision).toMatchObject({ kind: 'admitted', short: [{ claimable: wholeUnits(3) }] });
    expect(decideClaim(after, wanted(5, { allowPartial: true })).decision.kind).toBe('short');
  });

  it('refuses an item that nobody has seen', () => {
    expect(decideClaim(context(3), wanted(1, {}, 'C')).decision).toEqual({
      kind: 'unknown_item',
      sku: 'C',
    });
  });

  it('limits what one shopper holds of one item, not of others, nor what others hold', () => {
    const limited = { shopperId: 's1', maxUnitsPerKey: 3 };
    const { after } = decideClaim(context(10), wanted(2, limited));
    expect(decideClaim(after, wanted(2, limited)).decision).toEqual({
      kind: 'too_many',
      sku: 'A',
      held: wholeUnits(2),
    });
    expect(decideClaim(after, wanted(1, limited)).decision.kind).toBe('admitted');
    expect(decideClaim(after, wanted(3, limited, 'B')).decision.kind).toBe('admitted');
    expect(decideClaim(after, wanted(3, { ...limited, shopperId: 's2' })).decision.kind).toBe(
      'admitted',
    );
  });

  it('claims nothing for what the authority has taken already, and uses that up', () => {
    const place = { source: 'pos', transaction: 't1', eventId: 'e', sku: 'A', location: 'leeds' };
    const document = { type: 'sale', id: '7' };
    const movements = movementsOf([
      { ...place, bucket: 'available_base', change: -wholeUnits(2), cause: null },
      { ...place, bucket: null, change: 0n, cause: document },
    ]);
    const { decision, after } = decideClaim({ ...context(0), movements }, wanted(2, { document }));
    expect(decision).toMatchObject({
      kind: 'admitted',
      granted: [],
      settled: [{ location: 'leeds', quantity: wholeUnits(2), movement: 't1' }],
    });
    expect(decideClaim(after, wanted(1, { document })).decision.kind).toBe('short');
  });
});
