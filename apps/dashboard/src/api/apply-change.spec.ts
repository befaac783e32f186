import { describe, expect, it } from 'vitest';
import type { Status } from '../../../api/src/status/status.schema.js';
import { applyChange } from './apply-change.js';

const AT = '2026-01-05T09:00:00.000Z';
const LATER = '2026-01-05T09:00:07.000Z';

const channel = (oldestUnacknowledgedAgeSeconds: number | null) =>
  ({ channel: 'bazaar', oldestUnacknowledgedAgeSeconds }) as Status['channels'][number];

const KNOWN: Status = {
  at: AT,
  policyVersion: 'abc',
  state: 'ok',
  sources: [],
  stages: [],
  waiting: { count: 0, oldestSince: null, oldestAgeSeconds: null },
  parked: { count: 0, byCode: [] },
  channels: [channel(3), channel(null)],
  alerts: [],
};

describe('applyChange', () => {
  it('begins with a whole status only', () => {
    expect(applyChange(undefined, KNOWN)).toEqual(KNOWN);
    expect(applyChange(undefined, { at: AT, state: 'attention' })).toBeUndefined();
  });

  it('replaces what changed and keeps the rest', () => {
    const parked = { count: 2, byCode: [] };
    const next = applyChange(KNOWN, { at: LATER, parked, channels: [channel(1)] });
    expect(next).toEqual({ ...KNOWN, at: LATER, parked, channels: [channel(1)] });
  });

  it('lets ages grow by the time that has passed where channels were not told again', () => {
    const next = applyChange(KNOWN, { at: LATER, state: 'attention' });
    expect(next?.channels).toEqual([channel(10), channel(null)]);
  });
});
