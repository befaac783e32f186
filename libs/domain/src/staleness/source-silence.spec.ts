import { describe, expect, it } from 'vitest';
import { sourceSilence } from './source-silence.js';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 5, 9, 0, 0) + second * 1000);
const heard = (second: number | null, arrived: number | null = null) => ({
  heardAt: second === null ? null : at(second),
  arrivedAt: arrived === null ? null : at(arrived),
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

  it('gives a source that was never heard two minutes from the start of listening', () => {
    expect(sourceSilence(heard(null), at(120)).state).toBe('awaited');
    expect(sourceSilence(heard(null), at(121))).toMatchObject({ state: 'stale', since: at(0) });
  });

  it('gives it its threshold where that is longer', () => {
    const patient = { ...heard(null), staleAfterSeconds: 300 };
    expect(sourceSilence(patient, at(300)).state).toBe('awaited');
    expect(sourceSilence(patient, at(301)).state).toBe('stale');
  });

  it('awaits a source whose first snapshot arrives, however long that takes', () => {
    expect(sourceSilence(heard(null, 3000), at(3100)).state).toBe('awaited');
    expect(sourceSilence(heard(null, 3000), at(3121))).toMatchObject({
      state: 'stale',
      since: at(3000),
      silentSeconds: 121,
    });
  });

  it('takes other changes for no heartbeat once one was heard', () => {
    expect(sourceSilence(heard(100, 131), at(131)).state).toBe('stale');
  });

  it('takes a heartbeat from a clock ahead of ours as silence of zero', () => {
    expect(sourceSilence(heard(100), at(90))).toMatchObject({ state: 'fresh', silentSeconds: 0 });
  });
});
