import { DateTime } from 'luxon';
import { WEEKDAYS, type CalendarPolicy } from './calendar.schema.js';
import { parseHours } from './hours-text.js';

/** Milliseconds since 1970, from included, to excluded. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const HOURS_OF_DAY = 24;
/** Worked out at once, beyond what was asked for: looks go forward in time. */
const DAYS_AHEAD = 7;
/** Older days are forgotten. */
const MOST_DAYS = 90;
const NOTHING: Span = { from: 0, to: 0 };

/** Opening hours in their own zone, with its changes of the clock. */
export class LocationCalendar {
  private spans: readonly Span[] = [];
  /** what `spans` covers */
  private covered = NOTHING;
  /** hours of the week by quarter of an hour: no zone's clock is set by less */
  private readonly hours = new Map<number, number>();

  constructor(private readonly policy: CalendarPolicy) {}

  /** Spans within `[from, to)` during which it is open, in order; those that meet are one. */
  openSpans(from: number, to: number): readonly Span[] {
    this.cover(from, to);
    const spans: Span[] = [];
    for (let index = this.firstAfter(from); ; index += 1) {
      const span = this.spans[index];
      if (!span || span.from >= to) return spans;
      spans.push({ from: Math.max(span.from, from), to: Math.min(span.to, to) });
    }
  }

  /** since when it has been open, at most two days; null: it is closed at that moment */
  openedAt(at: number): number | null {
    const span = this.openSpans(at - 2 * DAY_MS, at + 1).at(-1);
    return span && span.to > at ? span.from : null;
  }

  /** 0: Monday from midnight to one, by the local clock */
  hourOfWeek(at: number): number {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = this.hours.get(quarter);
    if (known !== undefined) return known;
    const { weekday, hour } = this.local(at);
    const hourOfWeek = (weekday - 1) * HOURS_OF_DAY + hour;
    if (this.hours.size > (MOST_DAYS * DAY_MS) / QUARTER_MS) this.hours.clear();
    this.hours.set(quarter, hourOfWeek);
    return hourOfWeek;
  }

  /** The first span that ends after `at`. */
  private firstAfter(at: number): number {
    let low = 0;
    let high = this.spans.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.spans[middle]?.to ?? Infinity) > at) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private cover(from: number, to: number): void {
    if (from >= this.covered.from && to <= this.covered.to) return;
    const begin = Math.min(from, this.covered.to > 0 ? this.covered.from : from);
    const end = Math.max(to + DAYS_AHEAD * DAY_MS, this.covered.to);
    const isLong = end - begin > MOST_DAYS * DAY_MS;
    this.covered = isLong ? { from, to: to + DAYS_AHEAD * DAY_MS } : { from: begin, to: end };
    this.spans = this.workOut(this.covered);
  }

  private workOut({ from, to }: Span): Span[] {
    const spans: Span[] = [];
    // Yesterday's hours may reach beyond midnight.
    const first = this.local(from).startOf('day').minus({ days: 1 });
    for (let day = first; day.toMillis() < to; day = day.plus({ days: 1 })) {
      for (const span of this.spansOf(day)) {
        const last = spans.at(-1);
        if (last && last.to >= span.from) spans[spans.length - 1] = { ...last, to: span.to };
        else spans.push(span);
      }
    }
    return spans;
  }

  private local(at: number): DateTime {
    return DateTime.fromMillis(at, { zone: this.policy.timeZone });
  }

  private spansOf(day: DateTime): readonly Span[] {
    const date = day.toISODate() ?? '';
    const weekday = WEEKDAYS[day.weekday - 1];
    const text = this.policy.holidays[date] ?? (weekday && this.policy.hours[weekday]) ?? 'closed';
    return (parseHours(text) ?? []).map(({ from, to }) => ({
      from: clockTime(day, from),
      to: clockTime(day, to),
    }));
  }
}

/** By the clock on the wall, also on a day of 23 or 25 hours. */
const clockTime = (day: DateTime, minutes: number): number => {
  const whole = Math.floor(minutes / 1440);
  const rest = minutes % 1440;
  return day
    .plus({ days: whole })
    .set({ hour: Math.floor(rest / 60), minute: rest % 60 })
    .toMillis();
};

const HOUR_MS = 3_600_000;
/** 1970 began on a Thursday. */
const HOURS_BEFORE_THURSDAY = 3 * HOURS_OF_DAY;
const HOURS_OF_WEEK = 7 * HOURS_OF_DAY;

/** A location that never closes, with hours of the week in UTC. */
export const ALWAYS_OPEN = {
  openSpans: (from: number, to: number): readonly Span[] => (from < to ? [{ from, to }] : []),
  openedAt: (): number => 0,
  hourOfWeek: (at: number): number =>
    (Math.floor(at / HOUR_MS) + HOURS_BEFORE_THURSDAY) % HOURS_OF_WEEK,
};
