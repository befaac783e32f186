import type { SellingDays } from '#domain';

/** Days of sales that are kept of an item, up to its last one. */
const WINDOW = 24;

/**
 * What is known of an item at the end of a trading day.
 *
 * @param lines sale lines of each trading day @param today its place among them
 */
export function sellingDaysAt(lines: readonly number[], today: number): SellingDays {
  const seen = lines.slice(0, today + 1);
  const last = seen.findLastIndex((count) => count > 0);
  const first = seen.findIndex((count) => count > 0);
  if (last === -1) return { soldDays: 0, days: 0, silentDays: 0 };
  const begin = Math.max(first, last - WINDOW + 1);
  return {
    soldDays: seen.slice(begin, last + 1).filter((count) => count > 0).length,
    days: last - begin + 1,
    silentDays: today - last,
  };
}
