import { QUANTITY_SCALE, type Quantity } from '../quantity.js';
import { binOf, withLines, type LineSizes } from './line-sizes.js';
import type { Sold } from './sold.js';

/** Days whose sales are kept one by one. */
export const WINDOW_DAYS = 28;

/** A day's sale lines: how many, their quantities in tenths of a unit, and the squares of those. */
export type DayOfSales = readonly [day: number, lines: number, tenths: number, squares: number];

/**
 * What one source tells of an item's past at one location: whole numbers only, so that neither the order
 * of events nor their batches show in it (promise I3).
 *
 * Days end with the newest one that any sale named, which never falls. Line sizes are kept by eras of as
 * many days: the newest day's and the one before.
 */
export interface LocationHistory {
  /** UTC days since 1970; 0 before the first sale */
  readonly newestDay: number;
  readonly days: readonly DayOfSales[];
  readonly sizes: readonly [current: LineSizes, previous: LineSizes];
  /** when the newest count was taken, milliseconds since 1970; null: never counted */
  readonly countedAt: number | null;
}

export const NO_HISTORY: LocationHistory = {
  newestDay: 0,
  days: [],
  sizes: [[], []],
  countedAt: null,
};

/** The history with what a row says now instead of what it said before. */
export function restateSold(
  history: LocationHistory,
  before: Sold | undefined,
  after: Sold | undefined,
): LocationHistory {
  const without = before ? addLine(history, before, -1) : history;
  return after ? addLine(without, after, 1) : without;
}

/** The newest count ever reported stays, even when its row is struck out later: somebody did look. */
export function withCount(history: LocationHistory, countedAt: number): LocationHistory {
  const known = history.countedAt ?? Number.NEGATIVE_INFINITY;
  return Number.isFinite(countedAt) && countedAt > known ? { ...history, countedAt } : history;
}

function addLine(history: LocationHistory, sold: Sold, sign: 1 | -1): LocationHistory {
  const moved = sold.day > history.newestDay ? advance(history, sold.day) : history;
  if (sold.quantity === 0n) return moved;
  const lines = sold.quantity < 0n ? -sign : sign;
  const tenths = tenthsOf(sold.quantity);
  return {
    ...moved,
    days: addToDay(moved, sold.day, lines, tenths),
    sizes: addToEra(moved, sold.day, lines, binOf(tenths)),
  };
}

const eraOf = (day: number): number => Math.floor(day / WINDOW_DAYS);

function advance(history: LocationHistory, newestDay: number): LocationHistory {
  const [current, previous] = history.sizes;
  const eras = eraOf(newestDay) - eraOf(history.newestDay);
  return {
    ...history,
    newestDay,
    days: history.days.filter(([day]) => day > newestDay - WINDOW_DAYS),
    sizes: eras === 0 ? [current, previous] : eras === 1 ? [[], current] : [[], []],
  };
}

function addToDay(
  { days, newestDay }: LocationHistory,
  day: number,
  lines: number,
  tenths: number,
): readonly DayOfSales[] {
  if (day <= newestDay - WINDOW_DAYS) return days;
  const others = days.filter(([other]) => other !== day);
  const [, ...known] = days.find(([other]) => other === day) ?? [day, 0, 0, 0];
  const sum = [
    known[0] + lines,
    known[1] + lines * tenths,
    known[2] + lines * tenths ** 2,
  ] as const;
  if (sum.every((value) => value === 0)) return others;
  return [...others, [day, ...sum] as const].sort(([a], [b]) => a - b);
}

function addToEra(
  { sizes, newestDay }: LocationHistory,
  day: number,
  lines: number,
  bin: number,
): LocationHistory['sizes'] {
  const [current, previous] = sizes;
  const age = eraOf(newestDay) - eraOf(day);
  if (age === 0) return [withLines(current, bin, lines), previous];
  return age === 1 ? [current, withLines(previous, bin, lines)] : sizes;
}

const TENTH = 10n ** BigInt(QUANTITY_SCALE - 1);
const MOST_TENTHS = 1_000_000n;

/**
 * Tenths of a unit, rounded up, without the sign. A line counts for 100,000 units at most: so nine
 * thousand of the largest lines of one day still add up exactly.
 */
function tenthsOf(quantity: Quantity): number {
  const magnitude = quantity < 0n ? -quantity : quantity;
  const tenths = (magnitude + TENTH - 1n) / TENTH;
  return Number(tenths > MOST_TENTHS ? MOST_TENTHS : tenths);
}
