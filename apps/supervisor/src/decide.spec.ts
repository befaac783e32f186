import { describe, expect, it } from 'vitest';
import { decide, RESTART_BUDGET, SNAPSHOTS_A_DAY, type Permission, type Tried } from './decide.js';
import type { CauseId } from './causes.js';

const NOW = new Date('2026-11-26T03:00:00Z');
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);
const NONE = { reading: 0, cutOff: 0, begunAt: null };
const FRESH: Tried = { restarts: 0, restartedAt: null, snapshots: NONE, since: ago(5) };
const MAY: Permission = { mayReadAnew: true, isPrepared: null };
const step = (cause: CauseId, tried: Partial<Tried> = {}, permission: Partial<Permission> = {}) => {
  const { step: next, needsPerson } = decide(
    cause,
    { ...FRESH, ...tried },
    { ...MAY, ...permission },
    NOW,
  );
  return needsPerson ? `${next}, a person` : next;
};

describe('restarts', () => {
  it('are tried at once, and then further and further apart', () => {
    expect(step('unknown')).toBe('restart');
    expect(step('unknown', { restarts: 1, restartedAt: ago(4) })).toBe('none');
    expect(step('unknown', { restarts: 1, restartedAt: ago(5) })).toBe('restart');
    expect(step('unknown', { restarts: 4, restartedAt: ago(39) })).toBe('none');
    expect(step('unknown', { restarts: 4, restartedAt: ago(40) })).toBe('restart');
  });

  it('have a budget; past it a person is called, and one is tried every half hour', () => {
    const spent = { restarts: RESTART_BUDGET };
    expect(step('unknown', { ...spent, restartedAt: ago(1_799) })).toBe('none, a person');
    expect(step('unknown', { ...spent, restartedAt: ago(1_800) })).toBe('restart, a person');
  });
});

describe('what only a person can mend', () => {
  it('is never started where somebody has paused it', () => {
    const paused = { since: ago(600) };
    expect(step('connector_paused', paused, { isPrepared: true })).toBe('none, a person');
  });

  it('is left alone until the database looks mended, then tried at once', () => {
    expect(step('login_refused', {}, { isPrepared: false })).toBe('none, a person');
    expect(step('login_refused', {}, { isPrepared: true })).toBe('restart, a person');
  });
});

describe('a lost log', () => {
  it('is read anew, unless the policy or the number of snapshots forbids it', () => {
    expect(step('slot_lost')).toBe('snapshot');
    expect(step('slot_lost', {}, { mayReadAnew: false })).toBe('none, a person');
    const many = { ...NONE, reading: SNAPSHOTS_A_DAY };
    expect(step('slot_lost', { snapshots: many })).toBe('none, a person');
  });

  it('is begun again when it was cut off, further and further apart', () => {
    const cutOff = (times: number, seconds: number) => ({
      since: ago(600),
      snapshots: { reading: 1, cutOff: times, begunAt: ago(seconds) },
    });
    expect(step('slot_lost', cutOff(1, 4))).toBe('none');
    expect(step('slot_lost', cutOff(1, 5))).toBe('snapshot');
    expect(step('connector_paused', cutOff(4, 39))).toBe('none');
    expect(step('connector_paused', cutOff(4, 40))).toBe('snapshot');
    expect(step('connector_paused', cutOff(RESTART_BUDGET, 600))).toBe('none, a person');
    expect(step('connector_paused', cutOff(1, 600), { mayReadAnew: false })).toBe('none, a person');
  });
});

it('waits for what comes by itself, and for a worker that still reads its connectors', () => {
  expect(step('connect_unreachable')).toBe('none');
  expect(step('connector_missing', { since: ago(59) }, { isPrepared: true })).toBe('none');
  expect(step('rebalancing', { since: ago(119) })).toBe('none');
  expect(step('rebalancing', { since: ago(120) })).toBe('restart');
  expect(step('connector_paused', { since: ago(59) })).toBe('none');
  expect(step('connector_paused', { since: ago(60) })).toBe('none, a person');
  expect(step('connector_missing', { since: ago(60) }, { isPrepared: true })).toBe(
    'restart, a person',
  );
});
