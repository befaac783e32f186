import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS } from './bucket.js';
import { CONDITIONS, standardEffect, type Movement } from './standard-effect.js';
import { STOCK_KINDS } from './stock-kind.js';
import { RUNS } from '../../../test/support/property-runs.js';

const movement = (over: Partial<Movement>): Movement => ({
  kind: 'sale',
  quantity: 5n,
  location: 'leeds',
  destination: 'leeds',
  condition: 'sellable',
  ...over,
});

const text = (over: Partial<Movement>): string => {
  const { effect, quantity, to, from } = standardEffect(movement(over));
  const source = from ? `${from.location}/${from.bucket} → ` : '';
  return `${effect} ${quantity} ${source}${to.location}/${to.bucket}`;
};

describe('standardEffect', () => {
  it('takes sales from what is free, or from what was allocated to them', () => {
    expect(text({})).toBe('delta -5 leeds/available_base');
    expect(text({ condition: 'allocated' })).toBe('delta -5 leeds/allocated');
  });

  it('puts returned goods where their condition belongs', () => {
    expect(text({ kind: 'return' })).toBe('delta 5 leeds/available_base');
    expect(text({ kind: 'return', condition: 'damaged' })).toBe('delta 5 leeds/damaged');
    expect(text({ kind: 'return', condition: 'unknown' })).toBe('delta 5 leeds/quarantine');
  });

  it('ships a transfer into transit at its destination, and receives it from there', () => {
    expect(text({ kind: 'transfer_out', destination: 'london' })).toBe(
      'transition 5 leeds/available_base → london/in_transit',
    );
    expect(text({ kind: 'transfer_in', destination: 'london' })).toBe(
      'transition 5 london/in_transit → london/available_base',
    );
  });

  it('turns confirmed goods into stock when they are received', () => {
    expect(text({ kind: 'asn' })).toBe('delta 5 leeds/inbound_confirmed');
    expect(text({ kind: 'receipt' })).toBe(
      'transition 5 leeds/inbound_confirmed → leeds/available_base',
    );
  });

  it('resets what is free when it is counted', () => {
    expect(text({ kind: 'cycle_count' })).toBe('count 5 leeds/available_base');
  });

  it('has an answer for every kind, and names a source for transitions only', () => {
    const movements = fc.record({
      kind: fc.constantFrom(...STOCK_KINDS),
      quantity: fc.bigInt({ min: 0n, max: 10n ** 15n }),
      location: fc.constant('leeds'),
      destination: fc.constantFrom('leeds', 'london'),
      condition: fc.constantFrom(...CONDITIONS),
    });

    fc.assert(
      fc.property(movements, (given) => {
        const { effect, to, from } = standardEffect(given);
        expect(BUCKETS).toContain(to.bucket);
        expect(from !== null).toBe(effect === 'transition');
      }),
      { numRuns: RUNS },
    );
  });
});
