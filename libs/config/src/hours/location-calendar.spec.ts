import { describe, expect, it } from 'vitest';
import { LocationCalendar, ALWAYS_OPEN } from './location-calendar.js';

const at = (text: string): number => new Date(text).getTime();
const texts = (spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()]);

const london = new LocationCalendar({
  timeZone: 'Europe/London',
  hours: { mon: '09:00-18:00', tue: '09:00-12:00, 13:00-18:00', fri: '20:00-04:00', sat: 'closed' },
  holidays: { '2026-12-28': 'closed', '2026-12-29': '10:00-14:00' },
});

describe("a location's calendar", () => {
  it('opens by the clock on the wall, in summer and in winter', () => {
    expect(texts(london.openSpans(at('2026-07-06T00:00Z'), at('2026-07-07T00:00Z')))).toEqual([
      ['2026-07-06T08:00:00.000Z', '2026-07-06T17:00:00.000Z'],
    ]);
    expect(texts(london.openSpans(at('2026-01-05T10:00Z'), at('2026-01-06T13:30Z')))).toEqual([
      ['2026-01-05T10:00:00.000Z', '2026-01-05T18:00:00.000Z'],
      ['2026-01-06T09:00:00.000Z', '2026-01-06T12:00:00.000Z'],
      ['2026-01-06T13:00:00.000Z', '2026-01-06T13:30:00.000Z'],
    ]);
  });

  it('closes after midnight, also in the night in which the clocks change', () => {
    // Friday 23 October to Saturday 24 October 2026; then the clocks of Sunday 29 March 2026
    expect(texts(london.openSpans(at('2026-10-24T00:00Z'), at('2026-10-25T12:00Z')))).toEqual([
      ['2026-10-24T00:00:00.000Z', '2026-10-24T03:00:00.000Z'],
    ]);
    const night = new LocationCalendar({
      timeZone: 'Europe/London',
      hours: { sat: '20:00-04:00' },
      holidays: {},
    });
    expect(texts(night.openSpans(at('2026-03-28T12:00Z'), at('2026-03-29T12:00Z')))).toEqual([
      ['2026-03-28T20:00:00.000Z', '2026-03-29T03:00:00.000Z'],
    ]);
  });

  it('keeps holidays', () => {
    expect(texts(london.openSpans(at('2026-12-28T00:00Z'), at('2026-12-30T00:00Z')))).toEqual([
      ['2026-12-29T10:00:00.000Z', '2026-12-29T14:00:00.000Z'],
    ]);
  });

  it('tells since when it is open', () => {
    expect(london.openedAt(at('2026-01-06T14:00Z'))).toBe(at('2026-01-06T13:00Z'));
    expect(london.openedAt(at('2026-01-06T12:00Z'))).toBeNull();
    expect(london.openedAt(at('2026-01-10T03:59Z'))).toBe(at('2026-01-09T20:00Z'));
    expect(ALWAYS_OPEN.openedAt()).toBe(0);
  });

  it('counts the hours of the week from Monday, in its own zone', () => {
    expect(london.hourOfWeek(at('2026-07-05T23:30Z'))).toBe(0);
    expect(london.hourOfWeek(at('2026-01-04T23:30Z'))).toBe(167);
    expect(ALWAYS_OPEN.hourOfWeek(at('2026-01-05T00:30Z'))).toBe(0);
    expect(ALWAYS_OPEN.hourOfWeek(at('2026-01-04T23:30Z'))).toBe(167);
  });

  it('joins days that never close', () => {
    const day = '00:00-24:00';
    const always = new LocationCalendar({
      timeZone: 'Asia/Kolkata',
      hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
      holidays: {},
    });
    expect(texts(always.openSpans(at('2026-01-01T00:10Z'), at('2026-01-04T00:00Z')))).toEqual([
      ['2026-01-01T00:10:00.000Z', '2026-01-04T00:00:00.000Z'],
    ]);
  });
});
