import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEvent, type Contribution } from './fold.js';
import { wholeUnits } from './quantity.js';
import type { StockEvent } from './stock-event.js';
import { RUNS } from '../../../test/support/property-runs.js';

const level = (position: string, units: number, over: Partial<StockEvent> = {}): StockEvent => ({
  id: `${position}`,
  kind: 'level',
  effect: 'absolute',
  sku: 'A',
  location: 'leeds',
  bucket: 'available_base',
  quantity: wholeUnits(units),
  from: null,
  countedAt: null,
  retracted: false,
  amends: true,
  read: false,
  occurredAt: '2026-01-05T09:00:00.000Z',
  recordedAt: '2026-01-05T09:00:00.000Z',
  cause: null,
  row: { system: 'pos', table: 't', key: 'id=1', rule: 'level' },
  version: { epoch: 1, position, order: 'position', offset: 1n, revision: 0n },
  ...over,
});

const foldAll = (events: readonly StockEvent[]) => {
  let current: Contribution | undefined;
  const balance = new Map<string, bigint>();
  let recorded = 0;
  for (const event of events) {
    const outcome = applyEvent(current, event);
    if (!outcome || outcome === 'needs_relation') continue;
    current = outcome.contribution;
    recorded += outcome.recorded ? 1 : 0;
    for (const move of outcome.moves) {
      balance.set(move.location, (balance.get(move.location) ?? 0n) + move.by);
    }
  }
  return { at: (location: string) => balance.get(location) ?? 0n, recorded };
};

describe('applyEvent', () => {
  it('replaces what the row contributed before', () => {
    expect(foldAll([level('1', 5), level('2', 3)]).at('leeds')).toBe(wholeUnits(3));
  });

  it('records a first level of zero, so that the item is known to be out of stock', () => {
    expect(foldAll([level('1', 0)]).recorded).toBe(1);
  });

  it('records no retraction of what was never there, but keeps its guard', () => {
    const gone = level('2', 0, { retracted: true });

    expect(foldAll([gone]).recorded).toBe(0);
    expect(foldAll([gone, level('1', 9)]).at('leeds')).toBe(0n);
  });

  it('takes stock from the old location when a row moves', () => {
    const folded = foldAll([level('1', 5), level('2', 5, { location: 'london' })]);

    expect([folded.at('leeds'), folded.at('london')]).toEqual([0n, wholeUnits(5)]);
  });

  it('moves nothing for a row that only names a cause', () => {
    const cause = level('1', 5, { bucket: null, effect: 'none' });

    expect(foldAll([cause]).at('leeds')).toBe(0n);
    expect(foldAll([cause, cause]).recorded).toBe(1);
  });

  it('ends the same however a stretch of changes is replayed (I2)', () => {
    const replay = fc
      .array(fc.integer({ min: -20, max: 50 }), { minLength: 1, maxLength: 12 })
      .chain((units) =>
        fc.tuple(
          fc.constant(units.map((unit, index) => level(String(index).padStart(4, '0'), unit))),
          fc.array(fc.nat({ max: units.length - 1 }), { maxLength: 6 }),
        ),
      );

    fc.assert(
      fc.property(replay, ([events, rewinds]) => {
        const replayed = rewinds.flatMap((from) => events.slice(from));
        const once = foldAll(events);
        const again = foldAll([...events, ...replayed]);
        expect([again.at('leeds'), again.recorded]).toEqual([once.at('leeds'), once.recorded]);
      }),
      { numRuns: RUNS },
    );
  });
});
