import { HOUR_MS, QUARTER_MS, type Calendar } from './calendar.js';
import type { WeekPace } from './week-pace.js';

/**
 * How many active minutes a location would usually have had while it was open within `[from, to)`. Goes by
 * quarters of an hour, as some zones' hours begin at one.
 */
export function missedMinutes(
  pace: WeekPace,
  calendar: Calendar,
  from: number,
  to: number,
): number {
  let missed = 0;
  for (const span of calendar.openSpans(from, to)) {
    for (let at = span.from; at < span.to;) {
      const next = Math.min(span.to, (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS);
      const perHour = pace.perHour[calendar.hourOfWeek(at)] ?? 0;
      missed += (perHour * (next - at)) / HOUR_MS;
      at = next;
    }
  }
  return missed;
}
