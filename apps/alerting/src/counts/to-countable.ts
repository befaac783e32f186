import {
  areUnusualSales,
  dayOf,
  NO_HISTORY,
  summarize,
  type Countable,
  type CountClass,
  type LocationHistory,
} from '#domain';
import type { CountableRow } from './countable.queries.js';

const DAY_MS = 86_400_000;
/** As many days are kept of an item. */
const WINDOW_DAYS = 28;
/** Older peaks are no news. */
const RECENT_DAYS = 7;

/** What else a location's items are judged by. */
export interface CountContext {
  /** UTC days since 1970 on which the location sold anything, in order */
  readonly tradingDays: readonly number[];
  readonly classes: readonly CountClass[];
  /** milliseconds since 1970 */
  readonly now: number;
}

export function toCountable(row: CountableRow, context: CountContext): Countable {
  const history = historyOf(row);
  const { perDay, daysSinceCount } = summarize(history, context.now);
  return {
    book: row.book,
    perDay,
    daysSinceCount,
    countWithinDays: withinDays(context.classes, perDay),
    lastCount: lastCountOf(row, perDay),
    ...sellingOf(history, context),
    hasUnusualSales: hasPeak(history, context),
  };
}

const historyOf = ({ newest_day, days, counted_at }: CountableRow): LocationHistory => ({
  ...NO_HISTORY,
  newestDay: newest_day ?? 0,
  days: days ?? [],
  countedAt: counted_at?.getTime() ?? null,
});

/** Today is left out: it goes on. */
function sellingOf({ newestDay, days }: LocationHistory, { tradingDays, now }: CountContext) {
  const sold = days.filter(([, lines]) => lines > 0);
  const first = sold[0]?.[0] ?? newestDay;
  const today = dayOf(now);
  return {
    soldDays: sold.length,
    days: tradingDays.filter((day) => day >= first && day <= newestDay).length,
    silentDays:
      newestDay === 0 ? 0 : tradingDays.filter((day) => day > newestDay && day < today).length,
  };
}

function hasPeak(
  { newestDay, days }: LocationHistory,
  { tradingDays, now }: CountContext,
): boolean {
  if (newestDay < dayOf(now) - RECENT_DAYS) return false;
  const lines = new Map(days.map(([day, count]) => [day, count]));
  const first = Math.max(days[0]?.[0] ?? newestDay, newestDay - WINDOW_DAYS + 1);
  const before = tradingDays.filter((day) => day >= first && day < newestDay);
  return areUnusualSales(
    lines.get(newestDay) ?? 0,
    before.map((day) => lines.get(day) ?? 0),
  );
}

/** What was sold between the counts, by how the item sells now. */
function lastCountOf(row: CountableRow, perDay: number): Countable['lastCount'] {
  const { last_at, last_book, last_counted, before_at } = row;
  if (last_at === null || last_book === null || last_counted === null) return null;
  const days =
    before_at === null ? WINDOW_DAYS : (last_at.getTime() - before_at.getTime()) / DAY_MS;
  return { book: last_book, counted: last_counted, moved: perDay * days };
}

/** Of the classes that the item is fast enough for, the fastest one's. */
function withinDays(classes: readonly CountClass[], perDay: number): number {
  const fitting = classes
    .filter(({ fromUnitsPerDay }) => perDay >= fromUnitsPerDay)
    .toSorted((one, other) => other.fromUnitsPerDay - one.fromUnitsPerDay);
  return fitting[0]?.withinDays ?? Number.POSITIVE_INFINITY;
}
