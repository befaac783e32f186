import { describe, expect, it } from 'vitest';
import { countedBy, soldBy, type SaleEvent } from './sold.js';

const event = (over: Partial<SaleEvent>): SaleEvent => ({
  kind: 'sale',
  effect: 'none',
  bucket: null,
  quantity: 2_000_000n,
  retracted: false,
  countedAt: null,
  occurredAt: '2026-03-01T10:00:00.000Z',
  recordedAt: '2026-03-01T10:00:01.000Z',
  ...over,
});
const DAY = 20_513;

describe('soldBy', () => {
  it.each([
    ['a cause states its units', {}, 2_000_000n],
    ['a return takes back', { kind: 'return' as const }, -2_000_000n],
    ['a cancellation takes back', { kind: 'cancellation' as const }, -2_000_000n],
    [
      'a movement states what it takes',
      { effect: 'delta' as const, bucket: 'available_base' as const, quantity: -3_000_000n },
      3_000_000n,
    ],
    [
      'goods come back in any condition',
      {
        kind: 'return' as const,
        effect: 'delta' as const,
        bucket: 'damaged' as const,
        quantity: 1_000_000n,
      },
      -1_000_000n,
    ],
  ])('%s', (_what, over, quantity) => {
    expect(soldBy(event(over))).toEqual({ day: DAY, quantity });
  });

  it.each([
    ['a level', { kind: 'level' as const, effect: 'absolute' as const }],
    [
      'a level that calls itself a sale',
      { effect: 'absolute' as const, bucket: 'allocated' as const },
    ],
    ['a receipt', { kind: 'receipt' as const }],
    ['a row that is gone', { retracted: true }],
    ['no units', { quantity: 0n }],
    ['goods under way', { effect: 'delta' as const, bucket: 'in_transit' as const }],
  ])('is nothing for %s', (_what, over) => {
    expect(soldBy(event(over))).toBeUndefined();
  });

  it('belongs to the day of the sale, but not to a day after it was recorded', () => {
    expect(soldBy(event({ occurredAt: '2026-02-27T23:59:59.999Z' }))?.day).toBe(DAY - 2);
    expect(soldBy(event({ occurredAt: '2062-03-01T10:00:00.000Z' }))?.day).toBe(DAY);
    expect(soldBy(event({ occurredAt: 'once' }))?.day).toBe(0);
  });
});

describe('countedBy', () => {
  it('is when the count was taken, at the latest when it was recorded', () => {
    const kind = 'cycle_count' as const;
    const recorded = Date.parse('2026-03-01T10:00:01.000Z');
    expect(countedBy(event({ kind }))).toBe(recorded - 1_000);
    expect(countedBy(event({ kind, countedAt: '2026-02-28T10:00:00.000Z' }))).toBe(
      Date.parse('2026-02-28T10:00:00.000Z'),
    );
    expect(countedBy(event({ kind, countedAt: '2062-02-28T10:00:00.000Z' }))).toBe(recorded);
    expect(countedBy(event({ kind, retracted: true }))).toBeUndefined();
    expect(countedBy(event({}))).toBeUndefined();
  });
});
