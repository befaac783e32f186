import fc from 'fast-check';
import type { StockEvent } from '#domain';
import type { Line, RowFact, Statement } from '../oracle/facts.js';
import { ROW_KINDS, type RowKind } from './row-kinds.js';
import { eventsOf } from './to-events.js';

/*
 * Histories of two sources, told twice: as facts for the oracle, and as the stock events that a
 * translation of the same rows gives.
 */

export const SKUS = ['A', 'B'] as const;
export const SHELVES = ['leeds', 'london'] as const;

export interface Step {
  readonly row: number;
  readonly gone: boolean;
  readonly sku: (typeof SKUS)[number];
  readonly shelf: (typeof SHELVES)[number];
  readonly amount: number;
  /** of a count: taken so many commits before it was written */
  readonly takenBack: number;
}

export interface Chapter {
  readonly facts: readonly RowFact[];
  readonly events: readonly StockEvent[];
}

const SOURCE = 'books';
const SECOND = 1_000;
export const START = Date.UTC(2026, 0, 5);

const step: fc.Arbitrary<Step> = fc.record({
  row: fc.nat({ max: 8 }),
  gone: fc.boolean(),
  sku: fc.constantFrom(...SKUS),
  shelf: fc.constantFrom(...SHELVES),
  amount: fc.integer({ min: -9_999, max: 9_999 }),
  takenBack: fc.constantFrom(0, 0, 1, 3),
});

/** @param kinds which kinds of rows take part */
export const histories = (
  kinds: readonly RowKind[] = ROW_KINDS,
  maxLength = 16,
): fc.Arbitrary<Chapter> =>
  fc.array(step, { minLength: 1, maxLength }).map((steps) => told(steps, kinds));

function told(steps: readonly Step[], kinds: readonly RowKind[]): Chapter {
  const facts: RowFact[] = [];
  const events: StockEvent[] = [];
  const before = new Map<string, RowFact>();
  for (const [index, one] of steps.entries()) {
    const kind = kinds[one.row % kinds.length] ?? 'level';
    const key = `${kind} ${one.row}`;
    const last = before.get(key);
    const [at, time] = [index + 1, START + (index + 1) * SECOND];
    const isGone = one.gone && last?.says !== null && last !== undefined;
    const says = isGone ? null : statement(kind, one, time);
    const fact: RowFact = { source: SOURCE, table: tableOf(kind), key, at, time, says };
    before.set(key, fact);
    facts.push(fact);
    events.push(...eventsOf(fact, last, kind));
  }
  return { facts, events };
}

/** Levels have a bucket of their own: one table per source carries a bucket. */
const tableOf = (kind: RowKind): string => (kind === 'level' ? 'levels' : 'moves');

function statement(kind: RowKind, one: Step, time: number): Statement {
  const { sku, shelf, amount, takenBack } = one;
  const line = (bucket: string, units: number): Line => ({ place: shelf, bucket, amount: units });
  const said = { item: sku, takenAt: null, cause: null };
  const document = { id: String(one.row % 2) };
  switch (kind) {
    case 'level':
      return { ...said, what: 'level', lines: [line('allocated', amount)] };
    case 'note':
      return { ...said, what: 'move', lines: [] };
    case 'move':
      return { ...said, what: 'move', lines: [line('available_base', amount)] };
    case 'transition':
      return {
        ...said,
        what: 'move',
        lines: [line('damaged', amount), line('available_base', -amount)],
      };
    case 'count': {
      const takenAt = takenBack === 0 ? null : time - takenBack * SECOND - SECOND / 2;
      return { ...said, what: 'count', takenAt, lines: [line('available_base', amount)] };
    }
    case 'sale':
    case 'cancellation': {
      const cause = { ...document, is: kind };
      return { ...said, what: 'move', cause, lines: [line('available_base', amount)] };
    }
  }
}
