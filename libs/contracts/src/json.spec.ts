import { describe, expect, it } from 'vitest';
import { parseJson } from './json.js';

const parsed = (text: string): unknown => parseJson(Buffer.from(text));

describe('parseJson', () => {
  it.each([
    ['a member', '{"id":9007199254740993}', { id: '9007199254740993' }],
    ['a negative number', '{"id": -9007199254740993}', { id: '-9007199254740993' }],
    ['an element', '[1,9007199254740993]', [1, '9007199254740993']],
    ['the first element', '[ 9007199254740993]', ['9007199254740993']],
    ['a fraction', '{"q":0.12345678901234567891}', { q: '0.12345678901234567891' }],
    ['the whole message', '9007199254740993', '9007199254740993'],
  ])('keeps every digit of %s', (_what, text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it.each([
    ['{"q":0.30000000000000004}', 0.1 + 0.2],
    ['{"q":-5.6843418860808015E-14}', -(2 ** -44)],
    ['{"q":12345678.123456789}', 12345678.123456789],
  ])('reads a double that a connector wrote: %s', (text, q) => {
    expect(parsed(text)).toEqual({ q });
  });

  it('keeps digits beside a connector clock', () => {
    const { lsn } = parsed('{"ts_us":1795435725000000,"lsn":90071992547409931}') as {
      lsn: unknown;
    };
    expect(lsn).toBe('90071992547409931');
  });

  it('reads numbers that fit as numbers, and digits in a text as text', () => {
    expect(parsed('{"n":12.5,"position":"00000000000121962480"}')).toEqual({
      n: 12.5,
      position: '00000000000121962480',
    });
  });

  it('tells that a message is not JSON', () => {
    expect(() => parsed('{"a":')).toThrow('the message is not JSON');
  });
});
