import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import { ARITHMETIC, isNegative, isZero } from './arithmetic.js';
import type { ColumnOf, Expression } from './bindings.js';
import { columnShortcut } from './shortcuts.js';

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
  const whole: Expression = (bindings) => program({ ...bindings }) as unknown;
  const column = columnOf(program.ast);
  return column ? columnShortcut(column, program.ast.op === 'call', whole) : whole;
}

/** What an expression reads: a name, and which member of it where one is named. */
export interface Read {
  readonly name: string;
  readonly member: string | undefined;
}

/** What is wrong with an expression, in one line; undefined: nothing that can be told without a row. */
export function checkExpression(source: string): string | undefined {
  const { valid, error } = environment.check(source);
  if (valid) return badPatternIn(environment.parse(source).ast);
  return (error?.message ?? 'it does not parse').split('\n', 1)[0];
}

/** A pattern of `capture` that is written out is known without a row. */
function badPatternIn({ op, args }: ASTNode): string | undefined {
  const pattern = op === 'call' && args[0] === 'capture' ? args[1][1] : undefined;
  if (pattern?.op === 'value' && typeof pattern.args === 'string') {
    try {
      new RegExp(pattern.args);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return nodesIn(args)
    .map(badPatternIn)
    .find((wrong) => wrong !== undefined);
}

/** Methods whose first argument names each element of a list in turn. */
const OVER_ELEMENTS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/**
 * The names that an expression reads: `row`, and those of references.
 *
 * @throws Error when the expression does not parse
 */
export const namesIn = (source: string): ReadonlySet<string> =>
  new Set(readsIn(source).map(({ name }) => name));

/** @throws Error when the expression does not parse */
export function readsIn(source: string): readonly Read[] {
  return readsOf(environment.parse(source).ast);
}

function readsOf(node: ASTNode): readonly Read[] {
  const { op, args } = node;
  if (op === 'id') return environment.hasVariable(args) ? [] : [{ name: args, member: undefined }];
  if ((op === '.' || op === '.?') && args[0].op === 'id') {
    return readsOf(args[0]).map(({ name }) => ({ name, member: args[1] }));
  }
  const inner = nodesIn(args).flatMap(readsOf);
  const [element] = op === 'rcall' && OVER_ELEMENTS.has(args[0]) ? args[2] : [];
  return element?.op === 'id' ? inner.filter(({ name }) => name !== element.args) : inner;
}

const nodesIn = (args: unknown): readonly ASTNode[] =>
  Array.isArray(args) ? args.flatMap(nodesIn) : isNode(args) ? [args] : [];

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value;

/**
 * The column that an expression gives as it is, or as text; undefined for one that calculates.
 *
 * @throws Error when the expression does not parse
 */
export function columnIn(source: string): ColumnOf | undefined {
  return columnOf(environment.parse(source).ast);
}

function columnOf({ op, args }: ASTNode): ColumnOf | undefined {
  if (op === 'call' && args[0] === 'string') {
    const [argument] = args[1];
    return args[1].length === 1 && argument ? columnOf(argument) : undefined;
  }
  if (op !== '.') return undefined;
  const [object, column] = args;
  return object.op === 'id' ? { of: object.args, column } : undefined;
}
