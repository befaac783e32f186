import type { z } from 'zod';
import { candidatesOf, expectedText } from './issue-text.js';
import { suggest } from './nearest.js';
import type { Problem } from './problem.js';
import { isSecretKey } from './secret-keys.js';
import { hasPlaceholder } from './placeholders.js';
import { keysAt } from './schema-keys.js';
import { formatPath, type YamlPath, type YamlSource } from './yaml-source.js';

type Issue = z.core.$ZodIssue;

/** Turns zod's issues into problems with the places and the words of the file. */
export function zodProblems(
  source: YamlSource,
  raw: unknown,
  schema: z.ZodType,
  issues: readonly Issue[],
): Problem[] {
  return issues
    .flatMap((issue) => flatten(issue, raw))
    .flatMap((issue) => {
      const path = wordsOf(issue.path);
      return issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(source, schema, path, key))
        : [valueProblem(source, raw, issue, path)];
    });
}

function unknownKey(source: YamlSource, schema: z.ZodType, path: YamlPath, key: string): Problem {
  return {
    file: source.file,
    ...source.placeOfKey(path, key),
    path: formatPath([...path, key]),
    found: `the unknown key "${key}"`,
    expected: 'a known key',
    hint: suggest(
      key,
      keysAt(schema, path).filter((known) => known !== key),
    ),
  };
}

function valueProblem(source: YamlSource, raw: unknown, issue: Issue, path: YamlPath): Problem {
  const value = valueAt(raw, path);
  const isKey = issue.code === 'invalid_key';
  const key = String(path.at(-1));
  const candidates = candidatesOf(issue);
  return {
    file: source.file,
    ...(isKey ? source.placeOfKey(path.slice(0, -1), key) : source.placeOf(path)),
    path: formatPath(path),
    found: isKey ? `the name "${key}"` : foundText(value, path),
    expected: candidates.length > 0 ? `one of ${candidates.join(', ')}` : expectedText(issue),
    hint: typeof value === 'string' && candidates.length > 1 ? suggest(value, candidates) : null,
  };
}

/** A union says only that nothing matched: the branch that fits the value's type knows what is wrong. */
function flatten(issue: Issue, raw: unknown): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const value = valueAt(raw, wordsOf(issue.path));
  const fitting = issue.errors.filter(
    (issues) => !issues.some((inner) => isOfAnotherType(inner, value)),
  );
  const [branch] = fitting.sort((a, b) => weightOf(a) - weightOf(b));
  if (branch) {
    return branch
      .map((inner): Issue => ({ ...inner, path: [...issue.path, ...inner.path] }))
      .flatMap((inner) => flatten(inner, raw));
  }
  const options = issue.errors.map((issues) => issues.map(expectedText).join(' and '));
  return [{ code: 'custom', path: issue.path, message: [...new Set(options)].join(', or ') }];
}

/** The fewer complaints, the likelier the branch was meant. */
const weightOf = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + ('keys' in issue ? issue.keys.length : 1), 0);

const isOfAnotherType = ({ code, path }: Issue, value: unknown): boolean =>
  path.length === 0 &&
  (code === 'invalid_type' || (code === 'invalid_value' && typeof value === 'object'));

const wordsOf = (path: Issue['path']): YamlPath => path.filter((step) => typeof step !== 'symbol');

/** The value as it is written: placeholders instead of what they stand for, secrets masked. */
export function foundText(value: unknown, path: YamlPath): string {
  if (value === undefined) return 'nothing (it is missing)';
  if (value === null) return 'nothing (it is empty)';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping (key: value)';
  if (typeof value === 'number') return isSecret(path) ? '(hidden)' : String(value);
  const open = typeof value === 'string' && hasPlaceholder(value);
  return isSecret(path) && !open ? '(hidden)' : withoutLogin(JSON.stringify(value));
}

/** Addresses may hold secrets as they should not; the rest is what is looked for. */
const withoutLogin = (text: string): string =>
  text.replace(/(:\/\/)[^/?#"]*@/, '$1(hidden)@').replace(/(:\/\/[^?#"]*[?#])[^"]+/, '$1(hidden)');

const isSecret = (path: YamlPath): boolean =>
  path.some((step) => typeof step === 'string' && isSecretKey(step));

export function valueAt(raw: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.hasOwn(value, step)
      ? (value as Record<string | number, unknown>)[step]
      : undefined;
  }, raw);
}
