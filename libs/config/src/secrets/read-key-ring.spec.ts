import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addKey, keyLine } from './add-key.js';
import { readKeyRing } from './read-key-ring.js';
import { readSecretsSettings } from './secrets-settings.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keys-'));
  file = join(folder, 'secrets.keys');
});
afterEach(() => rmSync(folder, { recursive: true }));

const ringOf = (env: NodeJS.ProcessEnv) =>
  readKeyRing(readSecretsSettings(env, './shelfwire.yaml'));
const idsOf = (env: NodeJS.ProcessEnv) => ringOf(env).map(({ id }) => id);
const OF_FILE = () => ({ SHELFWIRE_SECRETS_KEYS_FILE: file });

it('puts each new key first, into a file that only its owner may read', async () => {
  await addKey(file, 'k1');
  const before = readFileSync(file, 'utf8');
  await addKey(file, 'k2');
  expect(idsOf(OF_FILE())).toEqual(['k2', 'k1']);
  expect(readFileSync(file, 'utf8').endsWith(`\n${before}`)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('makes no second key of an id', async () => {
  await addKey(file, 'k1');
  await expect(addKey(file, 'k1')).rejects.toThrow('an id that no other key has');
  expect(idsOf(OF_FILE())).toEqual(['k1']);
});

it('begins a file that has only a comment', async () => {
  writeFileSync(file, '# keys of the shop\n', { mode: 0o600 });
  await addKey(file, 'k1');
  expect(idsOf(OF_FILE())).toEqual(['k1']);
});

it.each([0o640, 0o604, 0o620, 0o601])('refuses a file of mode %o', async (mode) => {
  await addKey(file, 'k1');
  chmodSync(file, mode);
  const refusal: unknown = expect.objectContaining({
    problems: [
      {
        file,
        line: null,
        column: null,
        path: '(file)',
        found: `a file of mode 0${mode.toString(8)}`,
        expected: 'a file that nobody but its owner may read or write',
        hint: `chmod 600 ${file}`,
      },
    ],
  });
  expect(() => ringOf(OF_FILE())).toThrow(refusal);
  await expect(addKey(file, 'k2')).rejects.toEqual(refusal);
});

it('takes keys from a variable', () => {
  const keys = `${keyLine('k2')}\n${keyLine('k1')}`;
  expect(idsOf({ SHELFWIRE_SECRETS_KEYS: keys, SHELFWIRE_SECRETS_KEYS_FILE: '' })).toEqual([
    'k2',
    'k1',
  ]);
  expect(() => ringOf({ SHELFWIRE_SECRETS_KEYS: 'k1 short' })).toThrow('environment:1:1');
});

it('says where keys may be given, or that they are given twice, or that the file is not there', () => {
  expect(() => ringOf({})).toThrow('or the keys themselves in SHELFWIRE_SECRETS_KEYS');
  const twice = { ...OF_FILE(), SHELFWIRE_SECRETS_KEYS: keyLine('k1') };
  expect(() => ringOf(twice)).toThrow('one of the two');
  expect(() => ringOf(OF_FILE())).toThrow('ENOENT');
});
