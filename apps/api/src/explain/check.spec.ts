import { describe, expect, it } from 'vitest';
import { checkNumber } from './check.js';

const compared = {
  channel: 'bazaar',
  stored: 5,
  storedPolicy: 'aaa',
  recomputed: 5,
  ownPolicy: 'aaa',
};

describe('checkNumber', () => {
  it('agrees without a word', () => {
    expect(checkNumber(compared)).toEqual({ stored: 5, recomputed: 5, agrees: true, note: null });
  });

  it('calls a number that does not follow a bug', () => {
    expect(checkNumber({ ...compared, recomputed: 4 })).toMatchObject({
      agrees: false,
      note: expect.stringMatching(/does not follow/) as string,
    });
  });

  it.each([
    [{ recomputed: 4, ownPolicy: 'bbb' }, false, /stored under policy aaa, recomputed under bbb/],
    [{ ownPolicy: 'bbb' }, true, /stored under policy aaa/],
    [{ recomputed: null }, false, /names no channel bazaar/],
    [{ stored: null }, false, /no number for bazaar yet/],
  ])('says why %o may differ', (part, agrees, note) => {
    expect(checkNumber({ ...compared, ...part })).toMatchObject({
      agrees,
      note: expect.stringMatching(note) as string,
    });
  });
});
