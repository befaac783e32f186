import { readFileSync } from 'node:fs';
import { parse } from 'lossless-json';
import { z } from 'zod';
import { ConfigError, type Problem } from '../problem.js';
import { readYamlFile } from '../yaml-file.js';
import { FORMAT_VERSION, sealedSecret, type SealedSecret } from './sealed-secret.js';

const secretName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'letters, digits, dots, dashes and underscores, at most 63',
  );

const secretsSchema = z.strictObject({
  version: z.literal(FORMAT_VERSION),
  secrets: z.record(secretName, sealedSecret),
});

/** Encrypted secrets by their names. */
export type Secrets = Readonly<Record<string, SealedSecret>>;

export const isSecretName = (text: string): boolean => secretName.safeParse(text).success;

/**
 * Reads the secrets file; none is as good as an empty one.
 *
 * @throws ConfigError with every problem and its line
 */
export function readSecretsFile(file: string): Secrets {
  const text = textOf(file);
  if (text === undefined) return {};
  assertJson(file, text);
  // JSON is YAML, and its reader tells places and keys that stand twice
  return readYamlFile(file, secretsSchema).secrets;
}

/** Sorted, so that a change is a change of few lines. */
export function secretsText(secrets: Secrets): string {
  const sorted = Object.fromEntries(
    Object.entries(secrets).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  return `${JSON.stringify({ version: FORMAT_VERSION, secrets: sorted }, null, 2)}\n`;
}

export const findSecret = (secrets: Secrets, name: string): SealedSecret | undefined =>
  Object.hasOwn(secrets, name) ? secrets[name] : undefined;

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    if (code === 'ENOENT') return undefined;
    throw new ConfigError([problem(file, code, 'a readable secrets file')]);
  }
}

function assertJson(file: string, text: string): void {
  try {
    // unlike JSON.parse, it always says where
    parse(text);
  } catch (error) {
    const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const before = text.slice(0, position === undefined ? text.length : Number(position));
    const lines = before.split('\n');
    const place = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
    throw new ConfigError([{ ...problem(file, 'no JSON from here on', 'valid JSON'), ...place }]);
  }
}

const problem = (file: string, found: string, expected: string): Problem => ({
  file,
  line: null,
  column: null,
  path: found.startsWith('no JSON') ? '(syntax)' : '(file)',
  found,
  expected,
  hint: 'put it back as it was last, for instance from version control',
});
