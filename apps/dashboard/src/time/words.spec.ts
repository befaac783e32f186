import { describe, expect, it } from 'vitest';
import { readable } from './readable.js';
import { absolute, span, wholeSpan } from './words.js';

describe('span', () => {
  it.each([
    [0, '0 s'],
    [0.42, '0.4 s'],
    [2, '2 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [119, '119 s'],
    [120, '2 min'],
    [3_599, '60 min'],
    [7_800, '2 h 10 min'],
    [7_200, '2 h'],
    [90_000, '1 d 1 h'],
    [864_000, '10 d'],
  ])('%s seconds are %s', (seconds, text) => {
    expect(span(seconds)).toBe(text);
  });

  it('is whole and never negative where it ticks', () => {
    expect([wholeSpan(2.9), wholeSpan(-3)]).toEqual(['2 s', '0 s']);
  });
});

describe('readable', () => {
  it('tells instants as people do, and leaves the rest', () => {
    const at = '2026-01-05T09:00:00.250Z';
    expect(readable(`no heartbeat from wms since ${at}; one is due`)).toBe(
      `no heartbeat from wms since ${absolute(at)}; one is due`,
    );
    expect(readable('order 2026-01-05')).toBe('order 2026-01-05');
    expect(readable('due within 30 s')).toBe('due within 30\u00a0s');
  });
});
