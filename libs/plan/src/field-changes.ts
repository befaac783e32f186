import { isDeepStrictEqual } from 'node:util';
import type { FieldChange } from './step.js';

/**
 * What differs between two things of one form, by the path of each field. Objects are compared field by
 * field, lists as a whole.
 */
export function fieldChanges(from: unknown, to: unknown, path = ''): FieldChange[] {
  if (isDeepStrictEqual(from, to)) return [];
  if (!isRecord(from) || !isRecord(to)) {
    return [{ field: path, from: textOf(from), to: textOf(to) }];
  }
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return names.flatMap((name) =>
    fieldChanges(from[name], to[name], path === '' ? name : `${path}.${name}`),
  );
}

/** Columns that came and columns that went; their order means nothing. */
export function columnChanges(
  from: readonly string[],
  to: readonly string[],
  field: string,
): FieldChange[] {
  const gone = from.filter((name) => !to.includes(name));
  const added = to.filter((name) => !from.includes(name));
  return [
    ...gone.map((name) => ({ field, from: name, to: null })),
    ...added.map((name) => ({ field, from: null, to: name })),
  ];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
