import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consumerStatus,
  CONSUMER_STATUSES,
  WINDOW,
  worstStatus,
  type ConsumerLook,
} from './consumer-status.js';

const EVERY = 10_000;
const START = Date.UTC(2026, 0, 5, 9);
const NOW = START + (WINDOW - 1) * EVERY;

/** Ten looks, ten seconds apart. */
const looks = (at: (index: number) => { offset: number; lag: number; stored?: number }) =>
  Array.from({ length: WINDOW }, (_, index): ConsumerLook => {
    const { offset, lag, stored = index } = at(index);
    return { offset: BigInt(offset), lag: BigInt(lag), storedAt: START + stored * EVERY };
  });

const judge = (window: readonly ConsumerLook[], now = NOW) => consumerStatus(window, now);

describe('consumerStatus', () => {
  it('is OK while what waits gets less at some time, however much it is', () => {
    expect(judge(looks((at) => ({ offset: at, lag: at === 5 ? 9_000 : 10_000 })))).toBe('OK');
  });

  it('warns of one that moves, while what waits never gets less', () => {
    expect(judge(looks((at) => ({ offset: at, lag: 100 + at })))).toBe('WARN');
    expect(judge(looks((at) => ({ offset: at, lag: 100 })))).toBe('WARN');
  });

  it('tells one that goes on storing the same', () => {
    expect(judge(looks((at) => ({ offset: 7, lag: 100 - at })))).toBe('STALL');
  });

  it('tells one that stored nothing for longer than the time in which it did', () => {
    const stops = (last: number, now = NOW) => {
      const until = (at: number) => Math.min(at, last);
      return judge(
        looks((at) => ({ offset: until(at), lag: 5, stored: until(at) })),
        now,
      );
    };
    expect(stops(5)).toBe('WARN');
    expect(stops(4)).toBe('STOP');
    expect(stops(5, NOW + EVERY)).toBe('WARN');
    expect(stops(5, NOW + EVERY + 1)).toBe('STOP');
    expect(judge(looks(() => ({ offset: 7, lag: 1, stored: -3_600 })))).toBe('STOP');
  });

  it('takes a record that has only just come to a quiet topic for no stop', () => {
    const quiet = looks((at) => ({ offset: 7, lag: at < WINDOW - 1 ? 0 : 3, stored: -3_600 }));
    expect(judge(quiet)).toBe('OK');
  });

  it('tells one that went back', () => {
    expect(judge(looks((at) => ({ offset: at === 6 ? 2 : at, lag: 50 - at })))).toBe('REWIND');
  });

  it('says nothing before its window is full, and looks no further back', () => {
    const stopped = looks(() => ({ offset: 7, lag: 1, stored: -3_600 }));
    expect(judge(stopped.slice(1))).toBe('OK');
    const before = looks(() => ({ offset: 0, lag: 0 }));
    expect(judge([...before, ...stopped])).toBe('STOP');
  });
});

const anyLook = fc.record({
  offset: fc.bigInt(0n, 50n),
  storedAt: fc.integer({ min: START - 100_000, max: NOW }),
  lag: fc.bigInt(0n, 50n),
});
const anyWindow = fc.array(anyLook, { minLength: WINDOW, maxLength: WINDOW });

describe('the rules, whatever is seen', () => {
  it('never blame a partition of which nothing waited at some look', () => {
    fc.assert(
      fc.property(anyWindow, fc.nat(WINDOW - 1), (window, at) => {
        const caughtUp = window.map((look, index) => (index === at ? { ...look, lag: 0n } : look));
        expect(judge(caughtUp)).toBe('OK');
      }),
    );
  });

  it('never call it well for long, where records wait and nothing is stored any more', () => {
    fc.assert(
      fc.property(anyWindow, anyLook, fc.integer({ min: 1, max: 1_000_000 }), (before, one, ms) => {
        const stuck = Array.from({ length: WINDOW }, () => ({ ...one, lag: one.lag + 1n }));
        expect(judge([...before, ...stuck], one.storedAt + ms)).toBe('STOP');
      }),
    );
  });

  it('judge one that moves and stores by its backlog alone', () => {
    const anyStep = fc.record({ forward: fc.bigInt(1n, 1_000n), lag: fc.bigInt(1n, 1_000n) });
    const anySteps = fc.array(anyStep, { minLength: WINDOW, maxLength: WINDOW });
    fc.assert(
      fc.property(anySteps, (steps) => {
        let offset = 0n;
        const window = steps.map(({ forward, lag }, index): ConsumerLook => {
          offset += forward;
          return { offset, lag, storedAt: START + index * EVERY };
        });
        const falls = window.some(({ lag }, at) => at > 0 && lag < (window[at - 1]?.lag ?? 0n));
        expect(judge(window)).toBe(falls ? 'OK' : 'WARN');
      }),
    );
  });
});

describe('worstStatus', () => {
  it('is that of the worst partition', () => {
    expect(worstStatus([])).toBe('OK');
    expect(worstStatus(['OK', 'STOP', 'WARN'])).toBe('STOP');
    expect(CONSUMER_STATUSES.map((status) => worstStatus([status, 'OK']))).toEqual([
      ...CONSUMER_STATUSES,
    ]);
  });
});
