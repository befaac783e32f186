import { describe, expect, it } from 'vitest';
import { decideNotification, type NotifyTimes } from './decide-notification.js';
import { NEW_GROUP, type Group, type SeenAlert, type ToldAlert } from './group-state.js';

const START = Date.parse('2026-11-27T00:00:00Z');
const at = (second: number): Date => new Date(START + second * 1000);

const TIMES: NotifyTimes = {
  groupWaitSeconds: { critical: 10, warning: 30 },
  groupIntervalSeconds: 300,
  repeatAfterSeconds: { critical: 3_600, warning: 14_400 },
  endAfterSeconds: 600,
};

const alert = (subject: string, part: Partial<SeenAlert> = {}): SeenAlert => ({
  kind: 'zeros_held',
  subject,
  fingerprint: `f-${subject}`,
  severity: 'critical',
  summary: `${subject} is held`,
  source: null,
  location: null,
  channel: subject,
  since: at(0),
  resolvedAt: null,
  isSilenced: false,
  ...part,
});
const told = (subject: string, severity: ToldAlert['severity'] = 'critical'): ToldAlert => ({
  ...alert(subject),
  severity,
});
const group = (
  part: Partial<Omit<Group, 'state'>> & { state?: Partial<Group['state']> },
): Group => ({
  key: { receiver: 'ops', kind: 'zeros_held', source: '' },
  seen: [],
  told: [],
  isMuted: false,
  ...part,
  state: { ...NEW_GROUP, ...part.state },
});
const decide = (given: Group, second: number) => decideNotification(given, TIMES, at(second));

describe('decideNotification', () => {
  it('waits for others of the group, by severity', () => {
    const seen = [alert('a')];
    expect(decide(group({ seen }), 5)).toEqual({ kind: 'wait', waitingSince: at(5) });
    const waiting = { waitingSince: at(5) };
    expect(decide(group({ seen, state: waiting }), 14).kind).toBe('wait');
    expect(decide(group({ seen, state: waiting }), 15)).toEqual({
      kind: 'tell',
      open: seen,
      over: [],
    });
    const warnings = [alert('a', { severity: 'warning' })];
    expect(decide(group({ seen: warnings, state: waiting }), 34).kind).toBe('wait');
    expect(decide(group({ seen: warnings, state: waiting }), 35).kind).toBe('tell');
  });

  it('tells nothing of what came and went before anybody was told', () => {
    const seen = [alert('a', { resolvedAt: at(8) })];
    const waiting = { waitingSince: at(0) };
    expect(decide(group({ seen, state: waiting }), 60)).toEqual({
      kind: 'wait',
      waitingSince: at(0),
    });
    expect(decide(group({ state: waiting }), 700)).toEqual({ kind: 'forget' });
  });

  it('tells one notification of what opened meanwhile, no sooner than the interval', () => {
    const given = group({
      seen: [alert('a'), alert('b'), alert('c')],
      told: [told('a')],
      state: { toldAt: at(100), waitingSince: at(110) },
    });
    expect(decide(given, 399).kind).toBe('wait');
    expect(decide(given, 400)).toMatchObject({ kind: 'tell', open: { length: 3 }, over: [] });
  });

  it('does not let what became critical wait for the interval', () => {
    const given = group({
      seen: [alert('a')],
      told: [told('a', 'warning')],
      state: { toldAt: at(100), waitingSince: at(110) },
    });
    expect(decide(given, 119).kind).toBe('wait');
    expect(decide(given, 120)).toMatchObject({ kind: 'tell', open: [{ severity: 'critical' }] });
  });

  it('repeats what goes on, and not what is only about to be over', () => {
    const state = { toldAt: at(0) };
    const open = group({ seen: [alert('a')], told: [told('a')], state });
    expect(decide(open, 3_599).kind).toBe('wait');
    expect(decide(open, 3_600).kind).toBe('tell');
    const ending = [alert('a', { resolvedAt: at(3_500) })];
    expect(decide(group({ seen: ending, told: [told('a')], state }), 3_600).kind).toBe('wait');
  });

  it('tells the end to whom it told the beginning, and of it only once', () => {
    const state = { toldAt: at(0) };
    const over = [told('a')];
    expect(decide(group({ told: over, state }), 299).kind).toBe('wait');
    expect(decide(group({ told: over, state }), 300)).toEqual({ kind: 'tell', open: [], over });
    expect(decide(group({ state }), 301)).toEqual({ kind: 'forget' });
  });

  it('neither tells nor repeats what somebody has silenced, and tells its end', () => {
    const seen = [alert('a', { isSilenced: true })];
    expect(decide(group({ seen, state: { waitingSince: at(0) } }), 999).kind).toBe('wait');
    const state = { toldAt: at(0) };
    expect(decide(group({ seen, told: [told('a')], state }), 9_999).kind).toBe('wait');
    expect(decide(group({ told: [told('a')], state }), 9_999)).toMatchObject({
      kind: 'tell',
      open: [],
    });
  });

  it('holds back what something else causes, and tries no sooner than it may', () => {
    const waiting = { waitingSince: at(0) };
    const seen = [alert('a')];
    expect(decide(group({ seen, isMuted: true, state: waiting }), 999).kind).toBe('wait');
    const failing = { ...waiting, notBefore: at(50) };
    expect(decide(group({ seen, state: failing }), 49).kind).toBe('wait');
    expect(decide(group({ seen, state: failing }), 50).kind).toBe('tell');
  });
});
