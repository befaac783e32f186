import { z } from 'zod';
import { parseJson } from './json.js';
import { PoisonMessageError } from './poison.js';

/**
 * Parses and validates a message once, at the edge.
 *
 * @throws PoisonMessageError `<name>.empty`, `<name>.invalid` or `json.malformed`
 */
export function decode<T>(name: string, schema: z.ZodType<T>, value: Buffer | null): T {
  if (value === null) throw new PoisonMessageError(`${name}.empty`, 'the message has no value');
  const result = schema.safeParse(parseJson(value));
  if (result.success) return result.data;
  throw new PoisonMessageError(`${name}.invalid`, z.prettifyError(result.error));
}
