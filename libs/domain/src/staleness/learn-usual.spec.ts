import { describe, expect, it } from 'vitest';
import { HOUR_MS, type Calendar } from './calendar.js';
import { UNLIKELY_BY_CHANCE } from './gap-tail.js';
import { learnUsual } from './learn-usual.js';

const DAY_MS = 24 * HOUR_MS;
/** Monday 5 January 2026 */
const MONDAY = Date.UTC(2026, 0, 5);

/** Open from nine to five, every day, UTC. */
const calendar: Calendar = {
  openSpans: (from, to) => {
    const first = Math.floor(from / DAY_MS) * DAY_MS;
    const days = Array.from({ length: Math.ceil((to - first) / DAY_MS) }, (_, day) => day);
    return days
      .map((day) => first + day * DAY_MS)
      .map((day) => ({
        from: Math.max(from, day + 9 * HOUR_MS),
        to: Math.min(to, day + 17 * HOUR_MS),
      }))
      .filter((span) => span.from < span.to);
  },
  openedAt: () => null,
  hourOfWeek: (at) => Math.floor((at - MONDAY) / HOUR_MS) % 168,
};

/** Something every ten minutes while it is open; the hours of `silent` left out. */
const activity = (days: number, silent: (hour: number) => boolean = () => false) =>
  Array.from({ length: days * 24 }, (_, hour) => hour)
    .filter((hour) => hour % 24 >= 9 && hour % 24 < 17 && !silent(hour))
    .map((hour) => ({
      startsAt: MONDAY + hour * HOUR_MS,
      minutes: [0, 10, 20, 30, 40, 50].reduce((mask, minute) => mask | (1n << BigInt(minute)), 0n),
    }));

describe('what is usual at a location', () => {
  it('is learnt by hour of the week', () => {
    const { pace } = learnUsual(activity(28), calendar, MONDAY, MONDAY + 28 * DAY_MS);
    expect(pace.hours).toBeCloseTo(28 * 8, 0);
    expect(pace.perHour[9]).toBeCloseTo(6, 1);
    // the last minutes are of a silence that goes on
    expect(pace.perHour[6 * 24 + 16]).toBeCloseTo(6, 0);
  });

  it('is another on another day of the week', () => {
    const onSaturday = (hour: number): boolean => Math.floor(hour / 24) % 7 === 5;
    const quiet = activity(28).map((hour) => {
      const isBusy = onSaturday((hour.startsAt - MONDAY) / HOUR_MS);
      return isBusy ? hour : { ...hour, minutes: 1n };
    });
    const { pace } = learnUsual(quiet, calendar, MONDAY, MONDAY + 28 * DAY_MS);
    expect(pace.perHour[5 * 24 + 12]).toBeGreaterThan(5);
    expect(pace.perHour[2 * 24 + 12]).toBeLessThan(1.5);
  });

  it('is not learnt from closed hours: an import at night is no pace', () => {
    const atNight = { startsAt: MONDAY + 3 * HOUR_MS, minutes: (1n << 60n) - 1n };
    const usual = learnUsual(activity(28), calendar, MONDAY, MONDAY + 28 * DAY_MS);
    expect(learnUsual([atNight, ...activity(28)], calendar, MONDAY, MONDAY + 28 * DAY_MS)).toEqual(
      usual,
    );
  });

  it('is not learnt from outages, nor from the silence that goes on', () => {
    const outage = (hour: number): boolean => hour >= 14 * 24 && hour < 17 * 24;
    const { pace } = learnUsual(activity(20, outage), calendar, MONDAY, MONDAY + 23 * DAY_MS);
    expect(pace.perHour[9]).toBeCloseTo(6, 1);
    expect(pace.hours).toBeCloseTo(17 * 8, 0);
  });

  it('is trusted less in the first days, and not at all in the first hours', () => {
    const after = (hours: number) =>
      learnUsual(activity(5), calendar, MONDAY, MONDAY + hours * HOUR_MS);
    expect(after(16).pace.perHour[9]).toBe(0);
    expect(after(48).pace.perHour[9]).toBeCloseTo(6, 1);
    expect(after(48).unlikelyGap).toBeGreaterThan(2.7 * UNLIKELY_BY_CHANCE);
    expect(after(96).unlikelyGap).toBeLessThan(after(48).unlikelyGap);
    const usual = learnUsual(activity(28), calendar, MONDAY, MONDAY + 28 * DAY_MS);
    expect(usual.unlikelyGap).toBeCloseTo(UNLIKELY_BY_CHANCE);
  });
});
