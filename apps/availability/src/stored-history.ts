import type { LocationHistory } from '#domain';

/** A row of `item_history` as JSON carries it. */
export interface HistoryRow {
  readonly partition: number;
  readonly sku: string;
  readonly location: string;
  readonly source: string;
  readonly newest_day: number;
  readonly days: LocationHistory['days'];
  readonly sizes: LocationHistory['sizes'];
  /** UTC ISO 8601 */
  readonly counted_at: string | null;
}

export const toHistory = (row: HistoryRow): LocationHistory => ({
  newestDay: row.newest_day,
  days: row.days,
  sizes: row.sizes,
  countedAt: row.counted_at === null ? null : Date.parse(row.counted_at),
});

export const historyColumns = (history: LocationHistory) => ({
  newest_day: history.newestDay,
  days: history.days,
  sizes: history.sizes,
  counted_at: history.countedAt === null ? null : new Date(history.countedAt).toISOString(),
});
