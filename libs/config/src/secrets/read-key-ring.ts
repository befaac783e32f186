import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { ConfigError, type Problem } from '../problem.js';
import { parseKeyRing, type KeyRing } from './key-ring.js';
import { KEYS_FILE_VARIABLE, KEYS_VARIABLE, type SecretsSettings } from './secrets-settings.js';

const OTHERS = 0o077;
const ENVIRONMENT = { file: 'environment', line: null, column: null } as const;

/** @throws ConfigError when no keys are given, are given twice, or may be read by others, or are malformed */
export function readKeyRing({ keysFile, keys }: Omit<SecretsSettings, 'file'>): KeyRing {
  if (keysFile !== undefined && keys !== undefined) throw new ConfigError([GIVEN_TWICE]);
  if (keys !== undefined) {
    return parseKeyRing(keys, { file: ENVIRONMENT.file, path: KEYS_VARIABLE });
  }
  if (keysFile === undefined) throw new ConfigError([NOT_GIVEN]);
  return parseKeyRing(readKeysFile(keysFile), { file: keysFile, path: '(keys)' });
}

/** @throws ConfigError when the file cannot be read, or its group or others may touch it */
export function readKeysFile(file: string): string {
  const place = { file, line: null, column: null, path: '(file)' };
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    // of the open file: a name could lead elsewhere a moment later
    const mode = fstatSync(handle).mode & 0o777;
    if ((mode & OTHERS) !== 0) {
      const found = `a file of mode ${mode.toString(8).padStart(4, '0')}`;
      throw new ConfigError([{ ...place, ...ITS_OWNER_ONLY, found, hint: `chmod 600 ${file}` }]);
    }
    return readFileSync(handle, 'utf8');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([{ ...place, ...READABLE, found: reasonOf(error) }]);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

const ITS_OWNER_ONLY = { expected: 'a file that nobody but its owner may read or write' };
const READABLE = {
  expected: 'a readable file of keys',
  hint: `make it with: shelfwire secrets keygen; or correct ${KEYS_FILE_VARIABLE}`,
};

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';

const GIVEN_TWICE: Problem = {
  ...ENVIRONMENT,
  path: KEYS_VARIABLE,
  found: `keys here, and ${KEYS_FILE_VARIABLE} as well`,
  expected: 'one of the two',
  hint: 'unset one of them',
};

const NOT_GIVEN: Problem = {
  ...ENVIRONMENT,
  path: KEYS_FILE_VARIABLE,
  found: 'nothing (the variable is not set)',
  expected: `the path of the keys file, or the keys themselves in ${KEYS_VARIABLE}`,
  hint: `name a file, then make a key: export ${KEYS_FILE_VARIABLE}=…; shelfwire secrets keygen`,
};
