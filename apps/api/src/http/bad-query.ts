import { HttpException } from '@nestjs/common';
import type { FieldError } from './problem.js';

/** One finding of a Standard Schema validator; zod adds the names of unknown keys. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly keys?: readonly string[];
}

/** Input that its schema refuses. What was found is filled in where the request is at hand. */
export class BadQueryException extends HttpException {
  constructor(readonly issues: readonly Issue[]) {
    super('the request does not fit its schema', 400);
  }
}

/** What was wrong, field by field, with the values that came. */
export const fieldErrors = (
  issues: readonly Issue[],
  input: Readonly<Record<string, unknown>>,
): FieldError[] =>
  issues.flatMap((issue) =>
    pathsOf(issue).map((path) => ({
      field: path.join('.'),
      expected: issue.message,
      found: JSON.stringify(valueAt(input, path)) ?? 'nothing',
    })),
  );

/** An unknown key is named itself, beside where it stands. */
function pathsOf({ keys, path = [] }: Issue): readonly (readonly string[])[] {
  const at = path.map((part) => String(typeof part === 'object' ? part.key : part));
  if (keys) return keys.map((key) => [...at, key]);
  return [at.length === 0 ? ['body'] : at];
}

function valueAt(input: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<string, unknown>)[key]
        : undefined,
    input,
  );
}
