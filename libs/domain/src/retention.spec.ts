import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATIENCE_MS, RUNS } from '../../../test/support/property-runs.js';
import {
  cancellation,
  change,
  count,
  gone,
  sale,
  Shop,
  time,
} from '../../../test/support/movements.js';
import type { StockEvent } from './stock-event.js';

const PLACES = ['leeds/available_base', 'london/available_base'];

/** What a row is when it is written at a moment with so many units; `first`: when it was written first. */
type Writing = (key: string, moment: number, units: number, first: number) => StockEvent;

/** Rows of one item by one source. */
const ROWS: Readonly<Record<string, Writing>> = {
  leedsCount: (key, moment, units) => count(key, moment, units),
  lateCount: (key, moment, units, first) =>
    count(key, moment, units, { countedAt: time(first - 15) }),
  londonCount: (key, moment, units) => count(key, moment, units, { location: 'london' }),
  receipt: (key, moment, units) => change(key, moment, units),
  shrink: (key, moment, units) => change(key, moment, -units),
  transfer: (key, moment, units) =>
    change(key, moment, units, {
      effect: 'transition',
      location: 'london',
      from: { location: 'leeds', bucket: 'available_base' },
    }),
  sale: (key, moment, units) => sale(key, moment, units, '7'),
  otherSale: (key, moment, units) => sale(key, moment, units, '8'),
  cancellation: (key, moment, units) => cancellation(key, moment, units, '7'),
  otherCancellation: (key, moment, units) => cancellation(key, moment, units, '8'),
};
const KEYS = Object.keys(ROWS);

const inEpoch = (epoch: number, event: StockEvent): StockEvent => ({
  ...event,
  version: { ...event.version, epoch },
});

interface Act {
  readonly key: string;
  readonly units: number;
  readonly act: 'write' | 'delete' | 'touch' | 'read';
}

const acts = fc.array(
  fc.record<Act>({
    key: fc.constantFrom(...KEYS, 'leedsCount', 'londonCount', 'receipt', 'sale'),
    units: fc.integer({ min: 1, max: 9 }),
    act: fc.constantFrom('write', 'write', 'write', 'delete', 'touch', 'read'),
  }),
  { minLength: 4, maxLength: 18 },
);

interface Standing {
  /** when the row was written first */
  readonly first: number;
  readonly last: StockEvent;
}

/** What capture tells of it: rows are written, amended, touched without a change, deleted, and read in a new epoch. */
function logOf(script: readonly Act[]): StockEvent[] {
  const standing = new Map<string, Standing>();
  let epoch = 1;
  return script.map((act, index) => {
    const moment = 10 * (index + 1);
    const known = standing.get(act.key);
    if (known && act.act === 'read') epoch += 1;
    const event = inEpoch(epoch, eventOf(act, moment, known));
    if (event.retracted) standing.delete(act.key);
    else standing.set(act.key, { first: known?.first ?? moment, last: event });
    return event;
  });
}

function eventOf({ key, units, act }: Act, moment: number, known?: Standing): StockEvent {
  const write = ROWS[key];
  if (!write) throw new Error(`no row is named ${key}`);
  const written = write(key, moment, units, known?.first ?? moment);
  if (!known || act === 'write') return { ...written, amends: known !== undefined };
  const { first, last } = known;
  const { version, recordedAt } = written;
  switch (act) {
    case 'delete':
      return { ...gone(key, moment), effect: last.effect, location: last.location };
    case 'touch':
      return { ...last, version, recordedAt, read: false, amends: true };
    case 'read': {
      const reading = { ...version, position: null, order: 'arrival' as const };
      const read = { read: true, amends: false, occurredAt: time(first) };
      return { ...last, ...read, version: reading, recordedAt };
    }
  }
}

/** Any order that keeps each row's own: mostly that of the log, with some events overtaken by others. */
const delivered = (log: readonly StockEvent[]) =>
  fc
    .array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat({ max: 5 })), {
      minLength: log.length,
      maxLength: log.length,
    })
    .map((draws) => {
      const left = [...log];
      return draws.flatMap((draw) => {
        const at = Math.min(draw, left.length - 1);
        const key = left[at]?.row.key;
        return left.splice(
          left.findIndex(({ row }) => row.key === key),
          1,
        );
      });
    });

/** How many events old a movement must be, and after how many events it is looked for. */
const retention = fc.record({
  keep: fc.integer({ min: 0, max: 8 }),
  every: fc.integer({ min: 1, max: 5 }),
});

const days = acts
  .map(logOf)
  .chain((log) => fc.record({ order: delivered(log), retention }))
  .map(({ order, retention: { keep, every } }) => {
    const looks = order.map((_, index) =>
      (index + 1) % every === 0 ? beforeAllThatComes(order, index + 1, index + 1 - keep) : null,
    );
    return { order, looks };
  });

/** Rows may come late, but an amendment comes before it is as old as what is forgotten. */
function beforeAllThatComes(order: readonly StockEvent[], from: number, wanted: number): string {
  const coming = order.slice(from).filter(({ amends }) => amends);
  return [time(10 * wanted + 1), ...coming.map(({ recordedAt }) => recordedAt)].toSorted()[0] ?? '';
}

interface Day {
  readonly order: readonly StockEvent[];
  readonly looks: readonly (string | null)[];
}

interface Both {
  readonly kept: Shop;
  readonly pruned: Shop;
  readonly soFar: readonly StockEvent[];
  readonly hasLooked: boolean;
}

/** Two shops take the same events, and one of them forgets; `check` is called after each event. */
function play({ order, looks }: Day, check: (both: Both) => void = () => {}) {
  const kept = new Shop();
  const pruned = new Shop();
  let forgotten = 0;
  for (const [index, event] of order.entries()) {
    kept.take(event);
    pruned.take(event);
    const before = looks[index];
    if (before) forgotten += pruned.forget(before);
    check({ kept, pruned, soFar: order.slice(0, index + 1), hasLooked: Boolean(before) });
  }
  return { kept, pruned, forgotten };
}

const unitsOf = (shop: Shop): string => PLACES.map((place) => shop.units(place)).join(' and ');

describe('movements that are forgotten', { timeout: PATIENCE_MS }, () => {
  it('are missed by no number, or an exception tells so', () => {
    let forgotten = 0;
    let silent = 0;
    const property = fc.property(days, (day) => {
      const missed: unknown[] = [];
      const played = play(day, ({ kept, pruned, soFar }) => {
        const isTold = pruned.exceptions.length > 0;
        if (!isTold && unitsOf(pruned) !== unitsOf(kept)) missed.push(soFar.at(-1));
      });
      expect(missed).toEqual([]);
      forgotten += played.forgotten;
      if (played.forgotten > 0 && played.pruned.exceptions.length === 0) silent += 1;
    });
    fc.assert(property, { numRuns: RUNS });
    expect(forgotten).toBeGreaterThan(RUNS / 4);
    expect(silent).toBeGreaterThan(RUNS / 20);
  });

  it('change nothing when all that was told comes again (I2)', () => {
    const property = fc.property(days, (day) => {
      play(day, ({ pruned, soFar, hasLooked }) => {
        if (!hasLooked) return;
        const before = pruned.state();
        for (const event of soFar) pruned.take(event);
        expect(pruned.state()).toEqual(before);
      });
    });
    fc.assert(property, { numRuns: RUNS });
  });

  it('are nothing any more after the next count, whatever an exception left behind', () => {
    const property = fc.property(days, (day) => {
      const { pruned } = play(day);
      pruned.take(inEpoch(99, count('next', 1_000, 50)));
      pruned.take(inEpoch(99, count('there', 1_001, 60, { location: 'london' })));
      expect(unitsOf(pruned)).toBe('50 and 60');
    });
    fc.assert(property, { numRuns: RUNS });
  });
});
