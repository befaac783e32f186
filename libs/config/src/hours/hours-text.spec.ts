import { describe, expect, it } from 'vitest';
import { parseHours } from './hours-text.js';

describe('opening hours as text', () => {
  it('reads spans of a day, and those that end after midnight', () => {
    expect(parseHours('09:00-18:00')).toEqual([{ from: 540, to: 1080 }]);
    expect(parseHours('09:00-12:30, 14:00-18:00')).toEqual([
      { from: 540, to: 750 },
      { from: 840, to: 1080 },
    ]);
    expect(parseHours('20:00-04:00')).toEqual([{ from: 1200, to: 1680 }]);
    expect(parseHours('00:00-24:00')).toEqual([{ from: 0, to: 1440 }]);
    expect(parseHours('closed')).toEqual([]);
  });

  it.each(['', '9-18', '09:00-25:00', '09:00-09:00', '14:00-18:00, 09:00-12:00', '09:00–18:00'])(
    'refuses "%s"',
    (text) => {
      expect(parseHours(text)).toBeUndefined();
    },
  );
});
