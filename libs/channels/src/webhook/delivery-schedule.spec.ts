import { describe, expect, it } from 'vitest';
import { nextDelivery, pausesWithin, SUGGESTED_PAUSES_MS } from './delivery-schedule.js';

const FIRST = new Date('2026-11-27T00:00:00Z');
const after = (ms: number) => new Date(FIRST.getTime() + ms);
const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const next = (failures: number, nowMs: number, jitter = 0, pausesMs?: readonly number[]) =>
  nextDelivery({ failures, firstFailedAt: FIRST }, after(nowMs), jitter, pausesMs);

describe('nextDelivery', () => {
  it('follows the suggested schedule to its end', () => {
    const since: number[] = [];
    let nowMs = 0;
    for (let failures = 1; failures <= SUGGESTED_PAUSES_MS.length; failures += 1) {
      const found = next(failures, nowMs);
      nowMs = found.kind === 'retry' ? found.at.getTime() - FIRST.getTime() : Number.NaN;
      since.push(nowMs / SECOND_MS);
    }

    expect(since).toEqual([5, 305, 2_105, 9_305, 27_305, 63_305, 113_705, 185_705, 272_105]);
    expect(next(10, nowMs)).toEqual({ kind: 'disabled' });
  });

  it.each([0, 0.5, 1])('puts an attempt off by up to a tenth of its pause: %d', (jitter) => {
    expect(next(3, 306_000, jitter)).toEqual({
      kind: 'retry',
      at: after(2_105_000 + jitter * 180_000),
    });
  });

  it('never tries earlier than before, however the jitter falls', () => {
    for (let failures = 1; failures < SUGGESTED_PAUSES_MS.length; failures += 1) {
      const late = next(failures, 0, 1);
      const early = next(failures + 1, 0, 0);

      expect([late.kind, early.kind]).toEqual(['retry', 'retry']);
      expect(timeOf(early)).toBeGreaterThan(timeOf(late));
    }
  });

  it('does not make up for times at which nobody was there to try', () => {
    expect(next(2, 3 * HOUR_MS)).toEqual({ kind: 'retry', at: after(27_305_000) });
  });

  it('keeps the pauses that are left when all times have passed', () => {
    const nowMs = 100 * HOUR_MS;

    expect(next(1, nowMs)).toEqual({ kind: 'retry', at: after(nowMs + 5_000) });
    expect(next(9, nowMs, 1)).toEqual({ kind: 'retry', at: after(nowMs + 1.1 * 24 * HOUR_MS) });
    expect(next(10, nowMs)).toEqual({ kind: 'disabled' });
  });
});

describe('pausesWithin', () => {
  it('ends with an attempt at the very end', () => {
    const pauses = pausesWithin(24 * HOUR_MS);

    expect(pauses.slice(0, 6)).toEqual(SUGGESTED_PAUSES_MS.slice(0, 6));
    expect(pauses).toHaveLength(7);
    expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(24 * HOUR_MS);
  });

  it('has one attempt where there is no time for more', () => {
    expect(pausesWithin(3_000)).toEqual([3_000]);
  });
});

function timeOf(found: ReturnType<typeof nextDelivery>): number {
  return found.kind === 'retry' ? found.at.getTime() : Number.NaN;
}
