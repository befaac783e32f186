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
    fieldsOf(issue).map((field) => ({
      field,
      expected: issue.message,
      found: JSON.stringify(input[field]) ?? 'nothing',
    })),
  );

function fieldsOf({ keys, path = [] }: Issue): readonly string[] {
  if (keys) return keys;
  return [path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.')];
}
