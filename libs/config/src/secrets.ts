import { readFileSync } from 'node:fs';
import type { Problem } from './problem.js';
import { pathText, type Path, type YamlText } from './yaml-text.js';

export type Environment = Readonly<Record<string, string | undefined>>;

const PLACEHOLDER = /\$\{(env|file):([^}]+)\}/g;

/**
 * Replaces `${env:NAME}` and `${file:PATH}` in every text of a parsed file. Keys of `skip` are left as
 * they are. What is missing is added to the problems.
 */
export function resolveSecrets(
  text: YamlText,
  value: unknown,
  environment: Environment,
  problems: Problem[],
  path: Path = [],
): unknown {
  if (typeof value === 'string') {
    return value.replace(PLACEHOLDER, (_, kind: string, name: string) => {
      const found = kind === 'env' ? environment[name] : readSecret(name);
      if (found !== undefined) return found;
      problems.push(missing(text, path, kind, name));
      return '';
    });
  }
  const inner = (child: unknown, key: string | number) =>
    resolveSecrets(text, child, environment, problems, [...path, key]);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, inner(child, key)]));
}

function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch {
    return undefined;
  }
}

const missing = (text: YamlText, path: Path, kind: string, name: string): Problem => ({
  ...text.at(path),
  path: pathText(path),
  found: 'nothing',
  expected: kind === 'env' ? `the environment variable ${name}` : `a readable file ${name}`,
  hint: kind === 'env' ? `Set ${name} before starting.` : `Create ${name}, readable by this user.`,
});
