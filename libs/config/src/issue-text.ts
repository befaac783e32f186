import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping (key: value)',
  record: 'a mapping (key: value)',
  array: 'a list',
};

/** What the schema wanted, in words. */
export function expectedText(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return anyOf(issue.values.map((value) => JSON.stringify(value)));
    case 'invalid_format':
      return issue.format === 'url' ? 'a URL such as http://127.0.0.1:7480' : issue.message;
    case 'too_small':
      return bound('at least', issue.origin, Number(issue.minimum), issue.inclusive);
    case 'too_big':
      return bound('at most', issue.origin, Number(issue.maximum), issue.inclusive);
    case 'invalid_key':
      return keyText(issue.issues);
    default:
      return issue.message;
  }
}

const keyText = ([first]: readonly Issue[]): string =>
  first ? `a name of ${first.message}` : 'another name';

const anyOf = (options: readonly string[]): string =>
  options.length === 1 ? options.join('') : `one of ${options.join(', ')}`;

function bound(side: string, origin: string, limit: number, inclusive = true): string {
  const strict = side === 'at least' ? 'more than' : 'less than';
  const amount = `${inclusive ? side : strict} ${limit}`;
  if (origin === 'string') return `${amount} character${limit === 1 ? '' : 's'}`;
  if (origin === 'array') return `${amount} ${limit === 1 ? 'entry' : 'entries'}`;
  return `a number of ${amount}`;
}

/** Values among which the nearest is worth naming. */
export function candidatesOf(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union' && 'options' in issue) return asTexts(issue.options);
  return [];
}

const asTexts = (options: unknown): readonly string[] =>
  Array.isArray(options) ? options.map(String) : [];
