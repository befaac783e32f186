import { expect, it } from 'vitest';
import { isoDate, isoDateTime } from './iso-times.js';

it.each([
  ['2026-03-01 10:00:00', '2026-03-01T10:00:00Z'],
  ['2026-03-01 10:00:00.250000', '2026-03-01T10:00:00.25Z'],
  ['2026-03-01 10:00:00.000000', '2026-03-01T10:00:00Z'],
  ['2026-03-10 10:20:30', '2026-03-10T10:20:30Z'],
])('writes %s as Debezium does', (text, iso) => {
  expect(isoDateTime(text)).toBe(iso);
});

it('writes a day as Debezium does', () => {
  expect(isoDate('2026-03-10')).toBe('2026-03-10Z');
});
