import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { ARITHMETIC, isNegative, isZero } from './arithmetic.js';

/** Values that an expression may use: `row`, and the references by their names. */
export type Bindings = Readonly<Record<string, unknown>>;

export type Expression = (bindings: Bindings) => unknown;

const environment = new Environment({ unlistedVariablesAreDyn: true })
  .registerFunction('isNegative(dyn): bool', isNegative)
  .registerFunction('isZero(dyn): bool', isZero)
  // a column that is empty has an empty text, which is a reference's key that is not there
  .registerFunction('string(null): string', () => '')
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

/** Methods whose first argument names each element of a list in turn. */
const OVER_ELEMENTS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/**
 * The names that an expression reads: `row`, and those of references.
 *
 * @throws Error when the expression does not parse
 */
export function namesIn(source: string): ReadonlySet<string> {
  const names = new Set<string>();
  collectNames(environment.parse(source).ast, names);
  return names;
}

function collectNames({ op, args }: ASTNode, names: Set<string>): void {
  if (op === 'id') {
    if (!environment.hasVariable(args)) names.add(args);
    return;
  }
  const inner = new Set<string>();
  for (const node of nodesIn(args)) collectNames(node, inner);
  const [element] = op === 'rcall' && OVER_ELEMENTS.has(args[0]) ? args[2] : [];
  if (element?.op === 'id') inner.delete(element.args);
  for (const name of inner) names.add(name);
}

const nodesIn = (args: unknown): readonly ASTNode[] =>
  Array.isArray(args) ? args.flatMap(nodesIn) : isNode(args) ? [args] : [];

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value;
