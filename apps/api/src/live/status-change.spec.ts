import { describe, expect, it } from 'vitest';
import type { Status } from '../status/status.schema.js';
import { statusChange } from './status-change.js';

const at = (second: number): string => new Date(Date.UTC(2026, 0, 5, 9, 0, second)).toISOString();

const status = (second: number, part: Partial<Status> = {}): Status => ({
  at: at(second),
  policyVersion: 'abc',
  state: 'ok',
  sources: [],
  stages: [],
  waiting: { count: 1, oldestSince: at(0), oldestAgeSeconds: second },
  parked: { count: 0, byCode: [] },
  channels: [],
  alerts: [],
  ...part,
});

const channel = (oldest: number | null, part: object = {}) =>
  ({
    channel: 'bazaar',
    oldestUnacknowledgedAgeSeconds: oldest,
    lease: { owner: 'p', epoch: '1', expiresAt: at(30), expired: false },
    ...part,
  }) as Status['channels'][number];

describe('statusChange', () => {
  it('tells everything at first', () => {
    expect(statusChange(undefined, status(1))).toEqual(status(1));
  });

  it('is silent while only time passes: ages grow, leases are renewed', () => {
    const earlier = status(1, { channels: [channel(4)] });
    const renewed = { lease: { owner: 'p', epoch: '1', expiresAt: at(33), expired: false } };
    expect(statusChange(earlier, status(4, { channels: [channel(7, renewed)] }))).toBeUndefined();
  });

  it('tells the parts that changed, and no other', () => {
    const parked = { count: 1, byCode: [] };
    expect(statusChange(status(1), status(2, { parked, state: 'attention' }))).toEqual({
      at: at(2),
      state: 'attention',
      parked,
    });
  });

  it.each([
    ['an older number waits now', channel(60)],
    ['nothing waits any more', channel(null)],
    ['the lease has run out', channel(5, { lease: { expired: true } })],
    ['another process writes', channel(5, { lease: { owner: 'q' } })],
  ])('tells of channels when %s', (_, now) => {
    const earlier = status(1, { channels: [channel(4)] });
    expect(statusChange(earlier, status(2, { channels: [now] }))?.channels).toEqual([now]);
  });

  it('counts a lag in whole seconds', () => {
    const lag = (lagSeconds: number) => [{ stage: 'publisher', lagSeconds }] as Status['stages'];
    const earlier = status(1, { stages: lag(2.2) });
    expect(statusChange(earlier, status(2, { stages: lag(2.4) }))).toBeUndefined();
    expect(statusChange(earlier, status(2, { stages: lag(3.1) }))?.stages).toEqual(lag(3.1));
  });
});
