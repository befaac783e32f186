import { createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { ConfigError, type Problem } from '../problem.js';

export const KEY_BYTES = 32;
const ID_WORDS = 'letters, digits, dots, dashes and underscores, at most 32';
const KEY_LINE = '<key id> <base64 of 32 bytes>';

/** Shorter than any text of 32 bytes, so that a key in the wrong place is never taken for its name. */
export const keyId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, ID_WORDS);

export interface SecretKey {
  readonly id: string;
  /** of 32 bytes, which neither inspection nor JSON shows */
  readonly key: KeyObject;
}

/** All keys decrypt, the first one encrypts. */
export type KeyRing = readonly [SecretKey, ...SecretKey[]];

/**
 * Reads lines of `<key id> <base64 of 32 bytes>`; empty lines and those that begin with # say nothing.
 *
 * @param place what the text is of, for problems: its file, or the environment and a variable
 * @throws ConfigError with every problem; no part of a key is told
 */
export function parseKeyRing(text: string, place: Pick<Problem, 'file' | 'path'>): KeyRing {
  const read = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => ({ number, ...readLine(line) }));
  const problems = read.flatMap(({ number, ...each }, index): Problem[] => {
    const at = { ...place, line: number, column: 1, hint: HINT };
    if (!('id' in each)) return [{ ...at, ...each }];
    const earlier = read.slice(0, index).find((other) => 'id' in other && other.id === each.id);
    return earlier ? [{ ...at, ...twice(each.id, earlier.number) }] : [];
  });
  const [first, ...others] = read.flatMap((each) => ('id' in each ? [each] : []));
  if (problems.length > 0) throw new ConfigError(problems);
  if (!first) throw new ConfigError([{ ...place, line: null, column: null, ...NO_KEY }]);
  return [only(first), ...others.map(only)];
}

export const findKey = (ring: KeyRing, id: string): SecretKey | undefined =>
  ring.find((key) => key.id === id);

const HINT = 'make a line with: shelfwire secrets keygen';
const NO_KEY = { found: 'no key', expected: `a line of ${KEY_LINE}`, hint: HINT };

type Wrong = Pick<Problem, 'found' | 'expected'>;

function readLine(line: string): SecretKey | Wrong {
  const [id, encoded, ...rest] = line.split(/\s+/);
  if (encoded === undefined || rest.length > 0) {
    return { found: 'a line of another form (hidden)', expected: KEY_LINE };
  }
  if (!keyId.safeParse(id).success) {
    return {
      found: 'a key id of another form (hidden)',
      expected: `${KEY_LINE}; an id has ${ID_WORDS}`,
    };
  }
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded) {
    return { found: `a key "${id}" that is no base64 (hidden)`, expected: KEY_LINE };
  }
  if (bytes.length !== KEY_BYTES) {
    return { found: `a key "${id}" of ${bytes.length} bytes`, expected: `${KEY_BYTES} bytes` };
  }
  return { id: id ?? '', key: createSecretKey(bytes) };
}

const twice = (id: string, line: number): Wrong => ({
  found: `another key "${id}", which line ${line} has`,
  expected: 'a key id once: which of the two decrypts could not be told',
});

const only = ({ id, key }: SecretKey): SecretKey => ({ id, key });
