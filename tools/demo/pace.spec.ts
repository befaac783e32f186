import { describe, expect, it } from 'vitest';
import { gapMs, parseSpeed } from './pace.js';

describe('parseSpeed', () => {
  it.each([
    ['50/s', { changesPerSecond: 50 }],
    ['0.5/s', { changesPerSecond: 0.5 }],
    ['60x', { timesBusinessTime: 60 }],
    ['max', 'unlimited'],
  ])('reads %s', (text, speed) => {
    expect(parseSpeed(text)).toEqual(speed);
  });

  it.each(['', 'fast', '0/s', '-1x', '50'])('refuses "%s"', (text) => {
    expect(() => parseSpeed(text)).toThrow('A speed is 50/s');
  });
});

describe('gapMs', () => {
  const [nine, fivePast, noon] = ['09:00', '09:05', '12:00'].map(
    (time) => `2010-12-01T${time}:00Z`,
  );

  it('spreads row changes evenly over the seconds', () => {
    expect(gapMs({ changesPerSecond: 50 }, 10, nine!, noon!)).toBe(200);
  });

  it('waits no longer than ten seconds behind the largest invoice', () => {
    expect(gapMs({ changesPerSecond: 20 }, 2_400, nine!, noon!)).toBe(10_000);
  });

  it('follows the shop, so many times faster', () => {
    expect(gapMs({ timesBusinessTime: 60 }, 10, nine!, fivePast!)).toBe(5_000);
  });

  it('cuts a long pause to ten minutes of the shop', () => {
    expect(gapMs({ timesBusinessTime: 60 }, 10, nine!, noon!)).toBe(10_000);
  });
});
