import { describe, expect, it } from 'vitest';
import { sourceSilence } from './staleness.js';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 5, 9, 0, 0) + second * 1000);
const heard = (second: number | null) => ({
  heardAt: second === null ? null : at(second),
  listeningSince: at(0),
  staleAfterSeconds: 30,
});

describe('sourceSilence', () => {
  it('calls a source fresh up to and including its threshold', () => {
    expect(sourceSilence(heard(100), at(130))).toEqual({
      state: 'fresh',
      since: at(100),
      silentSeconds: 30,
    });
  });

  it('calls it stale beyond, since its last sign of life', () => {
    expect(sourceSilence(heard(100), at(131))).toEqual({
      state: 'stale',
      since: at(100),
      silentSeconds: 31,
    });
  });

  it('gives a source that was never heard its threshold from the start of listening', () => {
    expect(sourceSilence(heard(null), at(30)).state).toBe('awaited');
    expect(sourceSilence(heard(null), at(31))).toMatchObject({ state: 'stale', since: at(0) });
  });

  it('takes a heartbeat from a clock ahead of ours as silence of zero', () => {
    expect(sourceSilence(heard(100), at(90))).toMatchObject({ state: 'fresh', silentSeconds: 0 });
  });
});
