import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keyLine } from './add-key.js';
import { parseKeyRing } from './key-ring.js';
import { removeSecret } from './remove-secret.js';
import { rotateSecrets } from './rotate-secrets.js';
import { unseal } from './sealed-secret.js';
import { readSecretsFile, secretsText } from './secrets-file.js';
import { setSecret } from './set-secret.js';
import { withLock } from './with-lock.js';

const PLACE = { file: 'keys', path: '(keys)' };
const [line1, line2] = [keyLine('k1'), keyLine('k2')];
const old = parseKeyRing(line1, PLACE);
const both = parseKeyRing(`${line2}\n${line1}`, PLACE);
const fresh = parseKeyRing(line2, PLACE);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  file = join(folder, 'shelfwire.secrets.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const content = () => readFileSync(file, 'utf8');
const textOf = (name: string, ring = old) => {
  const sealed = readSecretsFile(file)[name];
  return sealed && unseal(name, sealed, ring);
};

it('adds, replaces and removes, in a file of its owner with nothing left beside it', async () => {
  expect(await setSecret(file, { name: 'pos', text: 'first', ring: old })).toBe(false);
  expect(await setSecret(file, { name: 'pos', text: 'other', ring: old })).toBe(true);
  expect(textOf('pos')).toEqual({ kind: 'opened', text: 'other' });
  expect(await removeSecret(file, 'wms')).toBe(false);
  expect(await removeSecret(file, 'pos')).toBe(true);
  expect(readSecretsFile(file)).toEqual({});
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['shelfwire.secrets.json']);
});

it('puts a new file in the place of the old one, which who reads it still has whole', async () => {
  await setSecret(file, { name: 'pos', text: 'first', ring: old });
  const before = content();
  const reader = openSync(file, 'r');
  await setSecret(file, { name: 'wms', text: 'other', ring: old });
  expect(readFileSync(reader, 'utf8')).toBe(before);
  closeSync(reader);
  expect(Object.keys(readSecretsFile(file))).toEqual(['pos', 'wms']);
});

it('loses none of many that are set at the same time', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `s${index}`);
  await Promise.all(names.map((name) => setSecret(file, { name, text: `of ${name}`, ring: old })));
  expect(names.map((name) => textOf(name))).toEqual(
    names.map((name) => ({ kind: 'opened', text: `of ${name}` })),
  );
});

it('changes nothing while another command holds the lock, and says how to go on', async () => {
  writeFileSync(`${file}.lock`, '');
  const work = withLock(file, () => setSecret(file, { name: 'a', text: 'b', ring: old }), 60);
  await expect(work).rejects.toThrow(`rm ${file}.lock`);
  expect(existsSync(file)).toBe(false);
  expect(existsSync(`${file}.lock`)).toBe(true);
});

it('gives the lock back after a failure, and tells of a folder that is not there', async () => {
  writeFileSync(file, 'broken');
  await expect(setSecret(file, { name: 'a', text: 'b', ring: old })).rejects.toThrow('valid JSON');
  expect(content()).toBe('broken');
  expect(readdirSync(folder)).toEqual(['shelfwire.secrets.json']);
  const nowhere = join(folder, 'none', 'secrets.json');
  await expect(removeSecret(nowhere, 'a')).rejects.toThrow('a folder that is there');
});

it('rotates what another key has encrypted, and does nothing the second time', async () => {
  await setSecret(file, { name: 'pos', text: 'of pos', ring: old });
  await setSecret(file, { name: 'wms', text: 'of wms', ring: old });
  await setSecret(file, { name: 'new', text: 'of new', ring: both });
  const { new: kept } = readSecretsFile(file);

  expect(await rotateSecrets(file, both)).toEqual({
    keyId: 'k2',
    before: { k1: 2, k2: 1 },
    spare: ['k1'],
  });
  expect(['pos', 'wms', 'new'].map((name) => textOf(name, fresh))).toEqual(
    ['pos', 'wms', 'new'].map((name) => ({ kind: 'opened', text: `of ${name}` })),
  );
  expect(readSecretsFile(file)['new']).toEqual(kept);

  const once = [content(), statSync(file).ino];
  expect(await rotateSecrets(file, both)).toMatchObject({ before: { k2: 3 }, spare: ['k1'] });
  expect([content(), statSync(file).ino]).toEqual(once);
});

it('rotates nothing unless everything can be decrypted, and names what cannot', async () => {
  await setSecret(file, { name: 'a', text: 'of a', ring: old });
  await setSecret(file, { name: 'b', text: 'of b', ring: old });
  const { a, b } = readSecretsFile(file);
  writeFileSync(file, secretsText({ a: b!, b: a!, c: { ...a!, keyId: 'k0' } }));
  const before = content();
  await expect(rotateSecrets(file, both)).rejects.toMatchObject({
    problems: [
      { path: 'secrets.a', expected: expect.stringContaining('its tag does not fit') as string },
      { path: 'secrets.b' },
      { path: 'secrets.c', expected: expect.stringContaining('the key "k0"') as string },
    ],
  });
  expect(content()).toBe(before);
});
