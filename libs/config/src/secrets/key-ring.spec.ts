import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../problem.js';
import { keyLine } from './add-key.js';
import { findKey, parseKeyRing } from './key-ring.js';

const PLACE = { file: 'secrets.keys', path: '(keys)' };
const KEY = randomBytes(32).toString('base64');

const parse = (text: string) => parseKeyRing(text, PLACE);

function errorOf(text: string): ConfigError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the keys were taken');
}

it('reads one key a line, the first one first, and passes over comments', () => {
  const ring = parse(`# of November\n${keyLine('k2')}\r\n\n  ${keyLine('k1')}\n`);
  expect(ring.map(({ id }) => id)).toEqual(['k2', 'k1']);
  expect(findKey(ring, 'k1')?.key.symmetricKeySize).toBe(32);
  expect(findKey(ring, 'k3')).toBeUndefined();
});

it('shows no key to who prints it', () => {
  const ring = parse(`k1 ${KEY}`);
  const shown = inspect(ring, { depth: 9, showHidden: true }) + JSON.stringify(ring);
  expect(shown).toContain('k1');
  expect(shown).not.toContain(KEY);
  expect(shown).not.toContain(Buffer.from(KEY, 'base64').toString('hex'));
});

describe('is refused, with its line and without the key:', () => {
  it.each([
    ['two keys of one id', `k1 ${KEY}\nk1 ${keyLine('x').slice(2)}`, 2, 'another key "k1", which'],
    ['a key of 16 bytes', `k1 ${randomBytes(16).toString('base64')}`, 1, 'a key "k1" of 16 bytes'],
    ['a key of 33 bytes', `k1 ${'A'.repeat(44)}`, 1, 'a key "k1" of 33 bytes'],
    ['a key in hexadecimal', `k1 zz${'0'.repeat(61)}`, 1, 'a key "k1" that is no base64'],
    ['a key alone', KEY, 1, 'a line of another form (hidden)'],
    ['a third word', `k1 ${KEY} x`, 1, 'a line of another form (hidden)'],
    ['key and id the other way round', `${KEY} k1`, 1, 'a key id of another form (hidden)'],
    ['a key without padding as the id', `${'A'.repeat(43)} k1`, 1, 'a key id of another form'],
    ['nothing', '\n# none\n', null, 'no key'],
  ])('%s', (_, text, line, found) => {
    const { problems, message } = errorOf(text);
    expect(problems).toMatchObject([
      { ...PLACE, line, found: expect.stringContaining(found) as string },
    ]);
    expect(problems[0]?.hint).toContain('shelfwire secrets keygen');
    expect(message).not.toContain(KEY.slice(0, 12));
  });

  it('all lines that are wrong', () => {
    expect(errorOf('a b\nc d\n').problems.map(({ line }) => line)).toEqual([1, 2]);
  });
});
