import { describe, expect, it } from 'vitest';
import { HOUR_MS, HOURS_OF_WEEK, MINUTE_MS, type Calendar } from './calendar.js';
import type { Usual } from './learn-usual.js';
import { newLocation } from './location-state.js';
import { watchLocation, type LocationRule, type LocationSigns } from './watch-location.js';

/** Opens at nine, and never closes again. */
const NINE = Date.UTC(2026, 0, 5, 9);
const calendar: Calendar = {
  openSpans: (from, to) => (to > NINE ? [{ from: Math.max(from, NINE), to }] : []),
  openedAt: (at) => (at >= NINE ? NINE : null),
  hourOfWeek: (at) => Math.floor((at - NINE) / HOUR_MS),
};
/** An active minute in each: after a quarter of an hour, fifteen are missed. */
const usual: Usual = {
  pace: { perHour: Array.from({ length: HOURS_OF_WEEK }, () => 60), hours: 300 },
  unlikelyGap: 14,
};
const rule: LocationRule = {
  graceSeconds: 0,
  leastSeconds: 600,
  mostSeconds: 86_400,
  fixedSeconds: null,
  recoverAfterSeconds: 120,
};
const at = (minute: number): number => NINE + minute * MINUTE_MS;
const look = (minute: number, signs: Partial<LocationSigns>, part: Partial<LocationRule> = {}) =>
  watchLocation(
    newLocation(NINE),
    { calendar, usual, rule: { ...rule, ...part } },
    { lastChangeAt: at(0), sourceAliveSince: 0, isVerified: true, ...signs },
    at(minute),
  );

describe('a look at a location', () => {
  it('finds it stale once its silence is no chance', () => {
    expect(look(14, {}).memory.state).toBe('quiet');
    expect(look(15, {}).memory.state).toBe('stale');
    expect(look(15, {}).silence).toMatchObject({ silentSeconds: 900, thresholdSeconds: 840 });
  });

  it('waits for the least silence, however busy it is', () => {
    expect(look(19, {}, { leastSeconds: 1_200 }).memory.state).toBe('quiet');
    expect(look(21, {}, { leastSeconds: 1_200 }).memory.state).toBe('stale');
  });

  it('alarms nobody while it has only just opened', () => {
    expect(look(29, {}, { graceSeconds: 1_800 }).memory.state).toBe('closed');
    expect(look(30, {}, { graceSeconds: 1_800 }).memory.state).toBe('stale');
  });

  it('counts silence from when its source came back', () => {
    expect(look(30, { sourceAliveSince: at(20) }).memory.state).toBe('quiet');
    expect(look(30, { sourceAliveSince: at(20) }).silence.silentSeconds).toBe(600);
    expect(look(36, { sourceAliveSince: at(20) }).memory.state).toBe('stale');
  });

  it('goes by a limit that somebody has set', () => {
    expect(look(59, {}, { fixedSeconds: 3_600 }).memory.state).toBe('quiet');
    expect(look(61, {}, { fixedSeconds: 3_600 }).memory.state).toBe('stale');
  });

  it('goes by the pace of each quarter of an hour', () => {
    const halfPast: Calendar = {
      ...calendar,
      hourOfWeek: (moment) => Math.floor((moment - NINE + HOUR_MS / 2) / HOUR_MS),
    };
    const busyLater = { ...usual, pace: { ...usual.pace, perHour: [0, 60, 0] } };
    const watched = { calendar: halfPast, usual: busyLater, rule };
    const signs = { lastChangeAt: at(0), sourceAliveSince: 0, isVerified: true };
    const { silence } = watchLocation(newLocation(NINE), watched, signs, at(60));
    expect(silence.missed).toBeCloseTo(30);
  });
});
