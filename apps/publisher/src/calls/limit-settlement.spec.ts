import { expect, it } from 'vitest';
import { limitSettlement } from './limit-settlement.js';

const HINTS = [{ cost: 'points', available: 3 }] as const;

it('tells the limits how long to wait, and which of them refused', () => {
  const throttled = { kind: 'throttled', retryAfterMs: 900, hints: HINTS } as const;

  expect(limitSettlement({ ...throttled, refusedBy: 'offers' })).toEqual({
    charged: false,
    hints: HINTS,
    retryAfterMs: 900,
    refusedBy: 'offers',
  });
  expect(limitSettlement(throttled)).toEqual({ charged: false, hints: HINTS, retryAfterMs: 900 });
});

it('charges what was answered or may have arrived, and nothing else', () => {
  const reason = 'a test';

  expect(limitSettlement({ kind: 'answered', verdicts: [], hints: HINTS })).toEqual({
    charged: true,
    hints: HINTS,
  });
  expect(limitSettlement({ kind: 'unknown', reason }).charged).toBe(true);
  expect(limitSettlement({ kind: 'refused', code: 'c', reason }).charged).toBe(true);
  expect(limitSettlement({ kind: 'unavailable', reason }).charged).toBe(false);
  expect(limitSettlement({ kind: 'unauthorized', reason }).charged).toBe(false);
});
