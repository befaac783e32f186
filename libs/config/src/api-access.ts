import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './problem.js';
import { readVariables, type Variable } from './variables.js';

export const API_KEY = 'SHELFWIRE_API_KEY';
export const API_KEY_FILE = 'SHELFWIRE_API_KEY_FILE';

/** Where commands reach the API, and what they show to it. */
export interface ApiAccess {
  /** without a slash at its end */
  readonly url: string;
  /** undefined: none is given */
  readonly key: string | undefined;
}

/** An empty variable is no variable. */
const optional = z
  .string()
  .optional()
  .transform((text) => text?.trim() || undefined);

const url: Variable<string> = {
  name: 'SHELFWIRE_API_URL',
  fallback: 'http://127.0.0.1:7400',
  expected: 'the URL of the Shelfwire API',
  example: 'http://127.0.0.1:7400',
  schema: z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, '')),
};

const key: Variable<string | undefined> = {
  name: API_KEY,
  expected: 'a key of the Shelfwire API',
  example: 'swk_…',
  secret: true,
  schema: optional,
};

const keyFile: Variable<string | undefined> = {
  name: API_KEY_FILE,
  expected: 'the path of a file that holds a key of the Shelfwire API',
  example: './api-key',
  schema: optional,
};

/** @throws ConfigError when the URL is none, or the key's file cannot be read; a key goes before its file */
export function readApiAccess(env: NodeJS.ProcessEnv = process.env): ApiAccess {
  const given = readVariables({ url, key, keyFile }, env);
  return { url: given.url, key: given.key ?? (given.keyFile && readKey(given.keyFile)) };
}

function readKey(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch (error) {
    const found = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigError([
      {
        file: 'environment',
        line: null,
        column: null,
        path: API_KEY_FILE,
        found: `${file} (${found})`,
        expected: keyFile.expected,
        hint: `make it with: shelfwire keys create --name <yours> --scope operator --file ${file}`,
      },
    ]);
  }
}
