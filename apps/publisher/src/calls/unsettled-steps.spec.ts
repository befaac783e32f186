import type { PushResult } from '#channels';
import { expect, it } from 'vitest';
import type { Sent } from '../listings/listing.js';
import { unsettledSteps } from './unsettled-steps.js';

const AT = '2026-11-02T08:00:00.000Z';
const sent = (sku: string): Sent => ({
  sku,
  version: 4,
  quantity: 7,
  recordedAt: AT,
  sentAt: AT,
});
const ROWS = ['A', 'B', 'C', 'D'].map(sent);
const steps = (result: PushResult, rows = ROWS) =>
  unsettledSteps(rows, result).map(({ sent: { sku }, step, code, reason }) =>
    [sku, step, code, reason].join(' '),
  );

it('keeps of an answer what is not clear', () => {
  const answered: PushResult = {
    kind: 'answered',
    verdicts: [
      { outcome: 'applied' },
      { outcome: 'accepted' },
      { outcome: 'rejected', code: 'no_offer', reason: null },
    ],
    hints: [],
  };

  expect(steps(answered)).toEqual(['B accepted  ', 'D unclear  the answer left the row out']);
});

it('keeps that a call was not taken, and why', () => {
  const refused: PushResult = { kind: 'refused', code: 'bad', reason: 'a row is bad' };
  const away: PushResult = { kind: 'unavailable', reason: 'it is down' };

  expect(steps(refused)[0]).toBe('A not_taken bad a row is bad');
  expect(steps(refused, ROWS.slice(0, 1))).toEqual([]);
  expect(steps(away)[3]).toBe('D not_taken unavailable it is down');
});

it('keeps that nobody knows', () => {
  expect(steps({ kind: 'unknown', reason: 'it timed out' }, ROWS.slice(0, 1))).toEqual([
    'A unclear  it timed out',
  ]);
});
