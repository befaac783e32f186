import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import { formatPath, type YamlPath, type YamlSource } from './yaml-source.js';

const PLACEHOLDER = /\$\{(\w+):([^}]*)\}/g;

export interface Resolved {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

/**
 * Replaces `${env:NAME}` and `${file:PATH}` in string values. Paths are relative to the YAML file; one
 * trailing line break of a file's content is dropped. What cannot be resolved stays as it is written.
 */
export function resolvePlaceholders(
  source: YamlSource,
  raw: unknown,
  env: NodeJS.ProcessEnv,
): Resolved {
  const problems: Problem[] = [];
  const value = mapStrings(raw, [], (text, path) =>
    text.replace(PLACEHOLDER, (placeholder, kind: string, name: string) => {
      const answer = answerOf(kind, name, source.file, env);
      if ('value' in answer) return answer.value;
      const place = { file: source.file, ...source.placeOf(path), path: formatPath(path) };
      problems.push({ ...place, found: placeholder, ...answer });
      return placeholder;
    }),
  );
  return { value, problems };
}

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

type Answer = { value: string } | { expected: string; hint: string };

function answerOf(kind: string, name: string, file: string, env: NodeJS.ProcessEnv): Answer {
  if (kind === 'env') return fromEnvironment(name, env);
  if (kind === 'file') return fromFile(name, file);
  return {
    expected: '${env:NAME} or ${file:PATH}',
    hint: suggest(kind, ['env', 'file']) ?? '',
  };
}

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
