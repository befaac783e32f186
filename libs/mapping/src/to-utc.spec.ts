import { afterEach, beforeEach, expect, it, vi } from 'vitest';
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
