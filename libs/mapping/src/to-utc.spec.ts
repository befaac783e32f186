import fc from 'fast-check';
import { DateTime } from 'luxon';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RUNS } from '../../../test/support/property-runs.js';
import { toUtc } from './to-utc.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it.each(['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'])(
  'reads a time of an hour that comes twice, or never, alike at %s',
  (today) => {
    vi.setSystemTime(today);
    expect(toUtc('2026-10-25T02:30:00', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
    expect(toUtc('2026-03-29T02:30:00', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
    expect(() => toUtc('10:00:00', 'Europe/Berlin')).toThrow('no date or time');
  },
);

it('leaves a time with a mark as it is in UTC, and drops the mark elsewhere', () => {
  expect(toUtc('2026-07-02T10:00:00+02:00', 'UTC')).toBe('2026-07-02T08:00:00.000Z');
  expect(toUtc('2026-07-02T10:00:00Z', 'Europe/Berlin')).toBe('2026-07-02T08:00:00.000Z');
});

const ZONES = Intl.supportedValuesOf('timeZone');
/** Clocks that are changed within an hour: by half an hour, and a minute past midnight until 2011. */
const ODD_ZONES = ['Australia/Lord_Howe', 'America/St_Johns'];
const MINUTE = 60_000;
const HALF_A_YEAR = 182 * 24 * 60 * MINUTE;

/** As a calendar reads it, without remembering any offset. */
function byCalendar(text: string, zone: string): string | null {
  const time = DateTime.fromISO(text, { zone });
  return (time.getPossibleOffsets()[0] ?? time).toUTC().toISO();
}

const offsetAt = (zone: string, ms: number) => DateTime.fromMillis(ms, { zone }).offset;

/** The minute in which the zone's offset changes within half a year, if it does. */
function changeAfter(zone: string, from: number): number | undefined {
  let [before, after] = [from, from + HALF_A_YEAR];
  if (offsetAt(zone, before) === offsetAt(zone, after)) return undefined;
  while (after - before > MINUTE) {
    const middle = before + Math.floor((after - before) / 2 / MINUTE) * MINUTE;
    if (offsetAt(zone, middle) === offsetAt(zone, before)) before = middle;
    else after = middle;
  }
  return after;
}

it('reads every time of every zone as a calendar does, where the clock is changed, too', () => {
  vi.useRealTimers();
  const minutes = (years: number) => years * 365 * 24 * 60;
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...ZONES), fc.constantFrom(...ODD_ZONES)),
      fc.integer({ min: minutes(1), max: minutes(80) }),
      fc.integer({ min: -150, max: 150 }),
      (zone, since, delta) => {
        const from = since * MINUTE;
        const at = (changeAfter(zone, from) ?? from) + delta * MINUTE;
        const text = DateTime.fromMillis(at, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS");
        expect(toUtc(text, zone)).toBe(byCalendar(text, zone));
      },
    ),
    { numRuns: RUNS },
  );
});

it.each([
  ['2026-02-30', 'UTC'],
  ['2026-13-01T10:00:00Z', 'UTC'],
  ['2026-01-01T25:00:00', 'Europe/Berlin'],
  ['2026-01-01T10:00:00', 'Europe/Nowhere'],
])('refuses %s in %s', (text, zone) => {
  expect(() => toUtc(text, zone)).toThrow('no date or time');
});

it.each([
  ['2026-01-01T24:00:00', '2026-01-02T00:00:00.000Z'],
  ['2026-01-01 10:00', '2026-01-01T10:00:00.000Z'],
  ['2026-01-01T10:00:00.5', '2026-01-01T10:00:00.500Z'],
  ['2026-01-01T10:00:00.1239999Z', '2026-01-01T10:00:00.123Z'],
  ['0001-01-01', '0001-01-01T00:00:00.000Z'],
])('reads %s of UTC', (text, utc) => {
  expect(toUtc(text, 'UTC')).toBe(utc);
});
