import { expect, it } from 'vitest';
import { dueAt } from './nightly-reconciliation.js';

it.each([
  ['03:00', '2026-11-26T04:00:00Z', '2026-11-26T03:00:00.000Z'],
  ['03:00', '2026-11-26T03:00:00Z', '2026-11-26T03:00:00.000Z'],
  ['03:00', '2026-11-26T02:59:59Z', '2026-11-25T03:00:00.000Z'],
])('is due every day at %s: at %s since %s', (time, now, due) => {
  expect(dueAt(time, new Date(now)).toISOString()).toBe(due);
});
