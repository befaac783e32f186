import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfigError, type Problem } from '../problem.js';
import { keyLine } from './add-key.js';
import { parseKeyRing } from './key-ring.js';
import { seal } from './sealed-secret.js';
import { findSecret, isSecretName, readSecretsFile, secretsText } from './secrets-file.js';

const [key] = parseKeyRing(keyLine('k1'), { file: 'keys', path: '(keys)' });
const sound = secretsText({ b: seal('b', 'x', key), a: seal('a', 'y', key) });

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-file-'));
  file = join(folder, 'shelfwire.secrets.json');
});
afterAll(() => rmSync(folder, { recursive: true }));

function problemsOf(text: string): readonly Problem[] {
  writeFileSync(file, text);
  try {
    readSecretsFile(file);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

it('is read as it is written, sorted by name; none is as good as an empty one', () => {
  expect(readSecretsFile(join(folder, 'none.json'))).toEqual({});
  expect(problemsOf(sound)).toEqual([]);
  expect(Object.keys(readSecretsFile(file))).toEqual(['a', 'b']);
  expect(secretsText(readSecretsFile(file))).toBe(sound);
});

it.each([
  ['half of it', sound.slice(0, 60), { line: 5, path: '(syntax)' }],
  ['nothing at all', '', { line: 1, path: '(syntax)' }],
  ['a conflict of a merge', `{\n<<<<<<< HEAD\n"version": 1 }`, { line: 2, path: '(syntax)' }],
  ['YAML', 'version: 1\nsecrets: {}\n', { line: 1, path: '(syntax)' }],
  ['another version', sound.replace('1', '2'), { line: 2, path: 'version', found: '2' }],
  ['no version', '{ "secrets": {} }', { line: 1, path: 'version' }],
  ['a name twice', sound.replace('"b"', '"a"'), { line: 10, path: '(syntax)' }],
  ['a name of another form', sound.replace('"b"', '"b c"'), { line: 10, path: 'secrets."b c"' }],
  ['a field too many', sound.replace('"tag"', '"tagg"'), { line: 4, path: 'secrets.a.tag' }],
  [
    'a short nonce',
    sound.replace(/"nonce": ".{4}/, '"nonce": "'),
    { line: 6, path: 'secrets.a.nonce' },
  ],
])('tells the place of what is wrong: %s', (_, text, problem) => {
  expect(problemsOf(text)[0]).toMatchObject({ file, ...problem });
});

it('finds only what was put there', () => {
  expect(findSecret({}, 'constructor')).toBeUndefined();
  expect(['a', 'pos.password', 'A-1_b'].map(isSecretName)).toEqual([true, true, true]);
  expect(['', '__proto__', 'a b', '-a', 'ä', 'a'.repeat(64)].some(isSecretName)).toBe(false);
});
