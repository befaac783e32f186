import { z } from 'zod';
import { parseJson } from './json.js';
import { PoisonMessageError } from './poison.js';

/** How `JSON.stringify` writes what PostgreSQL keeps in no text. */
const UNSTORABLE = /(?<!\\)(\\\\)*\\u(0000|d[89a-f])/;

/**
 * Parses and validates a message once, at the edge.
 *
 * @throws PoisonMessageError `<name>.empty`, `<name>.invalid`, `<name>.unstorable_text` or `json.malformed`
 */
export function decode<T>(name: string, schema: z.ZodType<T>, value: Buffer | null): T {
  if (value === null) throw new PoisonMessageError(`${name}.empty`, 'the message has no value');
  const result = schema.safeParse(parseJson(value));
  if (result.success && value.includes('\\u') && UNSTORABLE.test(JSON.stringify(result.data))) {
    const found = 'a text has NUL or half a surrogate pair, which no database of ours holds';
    throw new PoisonMessageError(`${name}.unstorable_text`, found);
  }
  if (result.success) return result.data;
  throw new PoisonMessageError(`${name}.invalid`, z.prettifyError(result.error));
}
