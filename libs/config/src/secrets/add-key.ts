import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { ConfigError } from '../problem.js';
import { findKey, KEY_BYTES, keyId, parseKeyRing } from './key-ring.js';
import { readKeysFile } from './read-key-ring.js';
import { withLock } from './with-lock.js';
import { writePrivately } from './write-privately.js';

/** A line of the keys file with a new random key. */
export const keyLine = (id: string): string => `${id} ${randomBytes(KEY_BYTES).toString('base64')}`;

export const isKeyId = (text: string): boolean => keyId.safeParse(text).success;

/**
 * Puts a new key before those of the keys file, which is made where there is none.
 *
 * @throws ConfigError when the file cannot be used as it is, or has a key of that id
 */
export const addKey = (file: string, id: string): Promise<void> =>
  withLock(file, async () => {
    const text = existsSync(file) ? readKeysFile(file) : '';
    if (/^\s*[^#\s]/m.test(text)) assertNew(file, text, id);
    await writePrivately(file, `${keyLine(id)}\n${text}`);
  });

function assertNew(file: string, text: string, id: string): void {
  const place = { file, path: '(keys)' };
  if (!findKey(parseKeyRing(text, place), id)) return;
  const expected = 'an id that no other key has';
  const found = `a key "${id}"`;
  throw new ConfigError([
    {
      ...place,
      line: null,
      column: null,
      found,
      expected,
      hint: 'choose another id, or give none',
    },
  ]);
}
