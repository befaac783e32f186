/** Milliseconds since 1970, from included, to excluded. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** When a location trades, in its own time zone. */
export interface Calendar {
  /** Spans within `[from, to)` during which it is open, in order. */
  openSpans(from: number, to: number): readonly Span[];
  /** since when it has been open; null: it is closed at that moment */
  openedAt(at: number): number | null;
  /** 0: Monday from midnight to one, by the location's clock; 167: the last hour of Sunday */
  hourOfWeek(at: number): number;
}

export const HOURS_OF_WEEK = 168;
export const HOUR_MS = 3_600_000;
export const QUARTER_MS = 900_000;
export const MINUTE_MS = 60_000;

export const secondsOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + (to - from), 0) / 1000;
