import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { suggest } from './nearest.js';
import { ConfigError, type Problem } from './problem.js';
import type { Answer, SecretLookup } from './secrets/secret-lookup.js';
import { formatPath, type YamlPath, type YamlSource } from './yaml-source.js';

const PLACEHOLDER = /\$\{(\w+):([^}]*)\}/g;

export interface Resolved {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** paths of values that still hold a placeholder, as problems write them */
  readonly unresolved: ReadonlySet<string>;
}

export interface PlaceholderSources {
  readonly env: NodeJS.ProcessEnv;
  readonly secrets: SecretLookup;
}

/**
 * Replaces `${env:NAME}`, `${file:PATH}` and `${secret:NAME}` in string values. Paths are relative to the
 * YAML file; one trailing line break of a file's content is dropped. What cannot be resolved stays as it
 * is written.
 */
export function resolvePlaceholders(
  source: YamlSource,
  raw: unknown,
  sources: PlaceholderSources,
): Resolved {
  const problems: Problem[] = [];
  const unresolved = new Set<string>();
  const unusable = new Map<string, ConfigError>();
  const value = mapStrings(raw, [], (text, path) =>
    text.replace(PLACEHOLDER, (placeholder, kind: string, name: string) => {
      const answer = attempt(() => answerOf({ kind, name, path }, source.file, sources));
      if ('value' in answer) return answer.value;
      unresolved.add(formatPath(path));
      if (answer instanceof ConfigError) unusable.set(answer.message, answer);
      else {
        const place = { file: source.file, ...source.placeOf(path), path: formatPath(path) };
        problems.push({ ...place, found: placeholder, ...answer });
      }
      return placeholder;
    }),
  );
  const ofSecrets = [...unusable.values()].flatMap((error) => error.problems);
  return { value, problems: [...problems, ...ofSecrets], unresolved };
}

/** Those that a text holds, each once. */
export const placeholdersIn = (text: string): string[] => [
  ...new Set([...text.matchAll(PLACEHOLDER)].map(([placeholder]) => placeholder)),
];

export const hasPlaceholder = (text: string): boolean => text.search(PLACEHOLDER) >= 0;

type Replace = (text: string, path: YamlPath) => string;

function mapStrings(value: unknown, path: YamlPath, replace: Replace): unknown {
  if (typeof value === 'string') return replace(value, path);
  if (Array.isArray(value)) {
    return value.map((item, index) => mapStrings(item, [...path, index], replace));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, mapStrings(child, [...path, key], replace)]),
  );
}

/** Keys or a secrets file that cannot be used are told once, however many secrets are asked for. */
function attempt(answer: () => Answer): Answer | ConfigError {
  try {
    return answer();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

interface Placeholder {
  readonly kind: string;
  readonly name: string;
  readonly path: YamlPath;
}

function answerOf(
  { kind, name, path }: Placeholder,
  file: string,
  { env, secrets }: PlaceholderSources,
): Answer {
  if (kind === 'env') return fromEnvironment(name, env);
  if (kind === 'file') return fromFile(name, file);
  if (kind === 'secret') return secrets.mayStandAt(path) ? secrets.answer(name) : OPEN_PLACE;
  return {
    expected: '${env:NAME}, ${file:PATH} or ${secret:NAME}',
    hint: suggest(kind, ['env', 'file', 'secret']) ?? '',
  };
}

const OPEN_PLACE: Answer = {
  expected: 'no secret here: what stands here is shown, and kept in the database',
  hint: 'secrets stand for passwords, tokens and keys; write the value itself here, or ${env:NAME}',
};

function fromEnvironment(name: string, env: NodeJS.ProcessEnv): Answer {
  const value = env[name];
  if (value !== undefined) return { value };
  return {
    expected: `the environment variable ${name} to be set`,
    hint: `set it, for instance: export ${name}=…`,
  };
}

function fromFile(path: string, yamlFile: string): Answer {
  const file = resolve(dirname(yamlFile), path);
  try {
    return { value: readFileSync(file, 'utf8').replace(/\r?\n$/, '') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    return {
      expected: `a readable file ${file} (${code})`,
      hint: 'create the file, or correct its path',
    };
  }
}
