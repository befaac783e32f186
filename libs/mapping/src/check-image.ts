import { PoisonMessageError } from '#contracts';
import type { ChangeShape, Row } from './change-shape.js';

/** What Debezium writes for a value that the database left out, as text and as bytes in Base64. */
const UNAVAILABLE = '__debezium_unavailable_value';
const UNAVAILABLE_BYTES = Buffer.from(UNAVAILABLE).toString('base64');

const isUnavailable = (value: unknown): boolean =>
  value === UNAVAILABLE ||
  value === UNAVAILABLE_BYTES ||
  (Array.isArray(value) && value.includes(UNAVAILABLE));

/** @throws PoisonMessageError `change.column_missing`, `change.unavailable_value` or `change.bad_key` */
export function checkColumns(image: Row, { table, key, columns }: ChangeShape): void {
  for (const name of [...key, ...columns]) {
    if (!Object.hasOwn(image, name)) {
      throw new PoisonMessageError(
        'change.column_missing',
        `${table} has no column ${name} any more; it has ${Object.keys(image).join(', ')}`,
      );
    }
    if (isUnavailable(image[name])) {
      throw new PoisonMessageError(
        'change.unavailable_value',
        `${table}.${name} was left out by the database; set REPLICA IDENTITY FULL on the table`,
      );
    }
  }
  const odd = key.find((name) => typeof image[name] === 'object' && image[name] !== null);
  if (odd === undefined) return;
  const found = `${table}.${odd} is a list or an object; a row's key is text, a number or a truth value`;
  throw new PoisonMessageError('change.bad_key', found);
}

export const isComplete = (image: Row, { columns }: ChangeShape): boolean =>
  columns.every((name) => Object.hasOwn(image, name) && !isUnavailable(image[name]));

/** What JSON writes as an escape and PostgreSQL keeps in no text: NUL, and half a surrogate pair. */
const UNSTORABLE = /\0|\p{Cs}/u;
/** The same in what `JSON.stringify` makes of a list or an object, which no other escape looks like. */
const UNSTORABLE_ESCAPE = /(?<!\\)(\\\\)*\\u(0000|d[89a-f])/;

/**
 * @param escapes whether the message has any: without one, no text of it can be unstorable
 * @throws PoisonMessageError `change.unstorable_text` or `change.unstorable_value`
 */
export function checkStorable(
  image: Row,
  { table, key, columns }: ChangeShape,
  escapes: boolean,
): void {
  for (const name of [...key, ...columns]) {
    const value = image[name];
    const isList = typeof value === 'object' && value !== null;
    if (!isList && !(escapes && typeof value === 'string')) continue;
    const unstorable = isList
      ? UNSTORABLE_ESCAPE.test(textOfList(value, `${table}.${name}`))
      : UNSTORABLE.test(value);
    if (!unstorable) continue;
    throw new PoisonMessageError(
      'change.unstorable_text',
      `${table}.${name} has NUL or half a surrogate pair in its text, which no database of ours holds; mend the row in its source`,
    );
  }
}

function textOfList(value: object, column: string): string {
  try {
    return JSON.stringify(value);
  } catch (cause) {
    const found = `${column} is nested too deeply to be kept; mend the row in its source`;
    throw new PoisonMessageError('change.unstorable_value', found, { cause });
  }
}
