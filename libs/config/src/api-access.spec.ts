import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readApiAccess } from './api-access.js';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
  file = join(folder, 'api-key');
  writeFileSync(file, 'swk_of_a_file\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('reads the key itself, or the file that holds it; the key goes first', () => {
  const SHELFWIRE_API_KEY = 'swk_itself';
  expect(readApiAccess({ SHELFWIRE_API_KEY }).key).toBe('swk_itself');
  expect(readApiAccess({ SHELFWIRE_API_KEY_FILE: file }).key).toBe('swk_of_a_file');
  expect(readApiAccess({ SHELFWIRE_API_KEY, SHELFWIRE_API_KEY_FILE: file }).key).toBe('swk_itself');
  expect(readApiAccess({ SHELFWIRE_API_KEY: '', SHELFWIRE_API_KEY_FILE: file }).key).toBe(
    'swk_of_a_file',
  );
});

it('goes without a key where none is given', () => {
  expect(readApiAccess({})).toEqual({ url: 'http://127.0.0.1:7400', key: undefined });
});

it('says which file cannot be read, and how to make it', () => {
  const missing = join(folder, 'missing');
  const read = () => readApiAccess({ SHELFWIRE_API_KEY_FILE: missing });
  expect(read).toThrow(`${missing} (ENOENT)`);
  expect(read).toThrow(`shelfwire keys create --name <yours> --scope operator --file ${missing}`);
});

it('refuses what is no URL', () => {
  expect(() => readApiAccess({ SHELFWIRE_API_URL: 'localhost:7400' })).toThrow('SHELFWIRE_API_URL');
  expect(readApiAccess({ SHELFWIRE_API_URL: 'http://a/' }).url).toBe('http://a');
});
