import { Environment } from '@marcbachmann/cel-js';
import { ARITHMETIC, isNegative, isZero } from './arithmetic.js';

/** Values that an expression may use: `row`, and the references by their names. */
export type Bindings = Readonly<Record<string, unknown>>;

export type Expression = (bindings: Bindings) => unknown;

const environment = new Environment({ unlistedVariablesAreDyn: true })
  .registerFunction('isNegative(dyn): bool', isNegative)
  .registerFunction('isZero(dyn): bool', isZero)
  .registerFunction('capture(string, string): string', (text: string, pattern: string) => {
    return new RegExp(pattern).exec(text)?.[1] ?? '';
  });
for (const [name, calculate] of Object.entries(ARITHMETIC)) {
  const operands = Array(calculate.length).fill('dyn').join(', ');
  environment.registerFunction(`${name}(${operands}): string`, calculate);
}

/**
 * Compiles a CEL expression once. Quantities stay decimal text: calculate with the functions of
 * `ARITHMETIC`, `isNegative` and `isZero`; `capture(text, pattern)` gives a pattern's first group or ''.
 *
 * @throws Error when the expression does not parse
 */
export function compileExpression(source: string): Expression {
  const program = environment.parse(source);
  return (bindings) => program({ ...bindings }) as unknown;
}
