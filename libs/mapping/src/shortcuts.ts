import type { Bindings, ColumnOf, Expression } from './bindings.js';

/**
 * An expression that only gives a column, without the interpreter: most keys, skus and quantities are so.
 * Whatever is not plain goes through the expression itself, which says what is wrong.
 *
 * @param asText whether the expression makes text of it
 */
export const columnShortcut =
  ({ of, column }: ColumnOf, asText: boolean, expression: Expression): Expression =>
  (bindings) => {
    const value = memberOf(bindings[of], column);
    const isPlain = typeof value === 'string' || typeof value === 'boolean' || isWhole(value);
    if (isPlain) return asText ? String(value) : value;
    return expression(bindings);
  };

function memberOf(owner: unknown, column: string): unknown {
  const isRow = typeof owner === 'object' && owner !== null && Object.hasOwn(owner, column);
  return isRow ? (owner as Readonly<Record<string, unknown>>)[column] : undefined;
}

const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && !Object.is(value, -0);

/**
 * Evaluates once for the same bindings, which nobody changes once they are asked about: those of a row's
 * two images are asked about in turns.
 */
export function once(expression: Expression): Expression {
  let newer: Known | undefined;
  let older: Known | undefined;
  return (bindings) => {
    if (newer?.bindings === bindings) return newer.value;
    if (older?.bindings === bindings) return older.value;
    const value = expression(bindings);
    older = newer;
    newer = { bindings, value };
    return value;
  };
}

interface Known {
  readonly bindings: Bindings;
  readonly value: unknown;
}
