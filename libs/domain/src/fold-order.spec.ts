import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { change, gone, Shop, time } from '../../../test/support/movements.js';
import type { StockEvent } from './stock-event.js';
import { RUNS } from '../../../test/support/property-runs.js';

/** A history of rows, committed one after the other. */
const histories = fc
  .array(
    fc.record({
      row: fc.integer({ min: 0, max: 5 }),
      units: fc.integer({ min: -9, max: 9 }),
      deleted: fc.boolean(),
      backdatedBy: fc.option(fc.integer({ min: 1, max: 6 }), { nil: 0 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((steps) =>
    steps.map(({ row, units, deleted, backdatedBy }, index) => {
      const moment = 10 * (index + 1);
      const amends = steps.slice(0, index).some((other) => other.row === row);
      const name = `${row < 2 ? 'count' : 'move'} ${row}`;
      if (deleted && amends) return { ...gone(name, moment), effect: effectOf(row) };
      const countedAt = row === 1 && backdatedBy ? time(moment - 10 * backdatedBy - 5) : null;
      return change(name, moment, units, { amends, countedAt, effect: effectOf(row) });
    }),
  );
const effectOf = (row: number): StockEvent['effect'] => (row < 2 ? 'count' : 'delta');

/** By brute force: what a clerk would say who reads the log in order, knowing how every row ended. */
function clerk(log: readonly StockEvent[]): number {
  const counts = new Map<string, { at: string; first: number; units: number } | null>();
  log.forEach(({ row, effect, retracted, quantity, countedAt, recordedAt }, index) => {
    if (effect !== 'count') return;
    const known = counts.get(row.key);
    const first = known ? known.first : index;
    const at = countedAt ?? log[first]?.recordedAt ?? recordedAt;
    counts.set(row.key, retracted ? null : { at, first, units: Number(quantity / 1_000_000n) });
  });
  const standing = [...counts.values()].filter((base) => base !== null);
  const base = standing.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.first - a.first))[0];
  const now = new Map<string, number>();
  let value = base?.units ?? 0;
  for (const { row, effect, quantity, recordedAt } of log) {
    if (effect === 'count') continue;
    const units = Number(quantity / 1_000_000n);
    if (!base || recordedAt > base.at) value += units - (now.get(row.key) ?? 0);
    now.set(row.key, units);
  }
  return value;
}

/** Any order that keeps each row's own, with stretches that come again. */
const delivered = (log: readonly StockEvent[]) =>
  fc
    .tuple(
      fc.array(fc.nat(), { minLength: log.length, maxLength: log.length }),
      fc.array(fc.nat({ max: Math.max(0, log.length - 1) }), { maxLength: 3 }),
    )
    .map(([draws, rewinds]) => {
      const queues = new Map<string, StockEvent[]>();
      for (const event of log) {
        queues.set(event.row.key, [...(queues.get(event.row.key) ?? []), event]);
      }
      const order = draws.flatMap((draw) => {
        const open = [...queues.values()].filter((queue) => queue.length > 0);
        return open[draw % open.length]?.splice(0, 1) ?? [];
      });
      return [...order, ...rewinds.flatMap((from) => order.slice(from))];
    });

describe('any delivery of a history', () => {
  it('ends where a clerk ends who reads it in order (I2, I3)', () => {
    fc.assert(
      fc.property(
        histories.chain((log) => fc.tuple(fc.constant(log), delivered(log))),
        ([log, order]) => {
          expect(new Shop(order).units()).toBe(clerk(log));
        },
      ),
      { numRuns: RUNS },
    );
  });
});
