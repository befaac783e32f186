import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commandEnvironment } from './local-run.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'run-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('fills what is not set from the local run', () => {
  mkdirSync(join(folder, '.shelfwire'));
  const run = { apiUrl: 'http://127.0.0.1:7', environment: { A: 'run', B: 'run' }, more: 1 };
  writeFileSync(join(folder, '.shelfwire', 'run.json'), JSON.stringify(run));
  expect(commandEnvironment({ B: 'set' }, folder)).toEqual({
    SHELFWIRE_API_URL: 'http://127.0.0.1:7',
    A: 'run',
    B: 'set',
  });
});

it('is the environment alone without a run', () => {
  expect(commandEnvironment({ B: 'set' }, folder)).toEqual({ B: 'set' });
});

it('names the file of its key, unless a key is set', () => {
  mkdirSync(join(folder, '.shelfwire'));
  writeFileSync(join(folder, '.shelfwire', 'run.json'), JSON.stringify({ apiKeyFile: '/k' }));
  expect(commandEnvironment({}, folder)).toEqual({ SHELFWIRE_API_KEY_FILE: '/k' });
  const set = { SHELFWIRE_API_KEY_FILE: '/mine' };
  expect(commandEnvironment(set, folder)).toEqual(set);
  expect(commandEnvironment({ SHELFWIRE_API_KEY: 'k' }, folder)).toEqual({
    SHELFWIRE_API_KEY: 'k',
  });
});
