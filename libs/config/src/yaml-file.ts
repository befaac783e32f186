import type { z } from 'zod';
import { resolvePlaceholders, type PlaceholderSources } from './placeholders.js';
import { ConfigError, type Problem } from './problem.js';
import { readYamlSource, formatPath, type YamlPath } from './yaml-source.js';
import { foundText, valueAt, zodProblems } from './zod-problems.js';

export interface Finding {
  /** where: the value itself, or with `ofKey` its key */
  readonly path: YamlPath;
  readonly ofKey?: boolean;
  /** default: the value as it is written */
  readonly found?: string;
  readonly expected: string;
  readonly hint?: string | null;
}

export interface YamlOptions {
  /** given: placeholders such as `${env:…}` are resolved in string values */
  readonly placeholders?: PlaceholderSources;
  /** what the file would say; left out: what it says */
  readonly text?: string | undefined;
  /**
   * Checks beyond the schema. Gets the parsed content even when the schema found problems, so that all
   * problems are told at once; it must expect any shape.
   */
  readonly check?: (content: unknown) => readonly Finding[];
}

/**
 * Reads a YAML file by a schema.
 *
 * @throws ConfigError with every problem: file, line, column, path, found, expected and a hint
 */
export function readYamlFile<T>(
  file: string,
  schema: z.ZodType<T>,
  { placeholders, text, check = () => [] }: YamlOptions = {},
): T {
  const source = readYamlSource(file, text);
  const raw: unknown = source.document.toJS();
  const resolved = placeholders
    ? resolvePlaceholders(source, raw, placeholders)
    : { value: raw, problems: [], unresolved: new Set<string>() };
  const { unresolved } = resolved;
  const parsed = schema.safeParse(resolved.value);
  const toProblem = (finding: Finding): Problem => ({
    file,
    ...(finding.ofKey === true
      ? source.placeOfKey(finding.path.slice(0, -1), String(finding.path.at(-1)))
      : source.placeOf(finding.path)),
    path: formatPath(finding.path),
    found: finding.found ?? foundText(valueAt(raw, finding.path), finding.path),
    expected: finding.expected,
    hint: finding.hint ?? null,
  });
  const problems = [
    ...resolved.problems,
    ...(parsed.success ? [] : zodProblems(source, raw, schema, parsed.error.issues)).filter(
      (problem) => !unresolved.has(problem.path),
    ),
    ...check(resolved.value)
      .map(toProblem)
      .filter((problem) => !unresolved.has(problem.path)),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(inOrder(problems));
  return parsed.data;
}

const inOrder = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
