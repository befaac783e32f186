import type { Bucket } from '#domain';
import { compileExpression, type Bindings, type Expression } from './expression.js';
import { ExpressionError } from './expression-error.js';
import type { FactsTable, MovingTable, PackFile, ReferenceTable, RuleFile } from './pack.schema.js';

type Kind = Exclude<RuleFile['kind'], { cel: string }>;

export interface CompiledRule {
  readonly name: string;
  readonly bucket: RuleFile['bucket'] | null;
  readonly when: (bindings: Bindings) => boolean;
  readonly kind: (bindings: Bindings) => Kind;
  readonly quantity: Expression | null;
  readonly cause: { type: Expression; id: Expression; line: Expression | null } | null;
  readonly occurredAt: Expression | null;
  /** where a transition takes the quantity from; without a location, the row's own */
  readonly from: { bucket: Bucket; location: Expression | null } | null;
  readonly counts: boolean;
  readonly countedAt: Expression | null;
  readonly destination: Expression | null;
  readonly condition: Expression | null;
  readonly eta: Expression | null;
  readonly vendor: Expression | null;
}

export interface CompiledRef {
  readonly name: string;
  readonly table: string;
  readonly key: Expression;
}

export type CompiledTable = { readonly name: string; readonly key: readonly string[] } & (
  | { readonly role: 'reference'; readonly columns: readonly string[] }
  | {
      readonly role: 'facts';
      readonly columns: readonly string[];
      readonly type: string;
      readonly id: Expression;
      readonly keep: readonly string[];
    }
  | CompiledMoves
);

export interface CompiledMoves {
  readonly role: 'state' | 'ledger' | 'annotate';
  readonly columns: readonly string[];
  readonly refs: readonly CompiledRef[];
  readonly sku: Expression;
  /** the reference that gives the sku, waited for when it gives none */
  readonly skuRef: CompiledRef | null;
  readonly location: Expression;
  readonly zoneless: boolean;
  readonly rules: readonly CompiledRule[];
}

/** @throws ExpressionError when an expression does not compile */
export function compileTables(pack: PackFile): ReadonlyMap<string, CompiledTable> {
  return new Map(
    Object.entries(pack.tables).map(([name, table]) => [name, compileTable(name, table)]),
  );
}

function compileTable(
  name: string,
  table: ReferenceTable | FactsTable | MovingTable,
): CompiledTable {
  if (table.role === 'reference') {
    return { name, role: 'reference', key: table.key, columns: table.keep };
  }
  const { key, columns } = table;
  if ('facts' in table) {
    const { type, id, columns: keep } = table.facts;
    return { name, role: 'facts', key, columns, type, keep, id: compileAt(`${name}.facts.id`, id) };
  }
  return { name, key, ...compileMoves(name, table) };
}

function compileMoves(name: string, table: MovingTable): CompiledMoves {
  const refs = Object.entries(table.refs).map(([ref, { table: target, key }]) => ({
    name: ref,
    table: target,
    key: compileAt(`${name}.refs.${ref}.key`, key),
  }));
  return {
    role: table.role,
    columns: table.columns,
    refs,
    sku: compileAt(`${name}.sku`, table.sku),
    skuRef: refs.find((ref) => new RegExp(`\\b${ref.name}\\b`).test(table.sku)) ?? null,
    location: compileAt(`${name}.location`, table.location),
    zoneless: table.zoneless,
    rules: table.rules.map((rule) => compileRule(`${name}.rules.${rule.name}`, rule)),
  };
}

function compileRule(at: string, rule: RuleFile): CompiledRule {
  const optional = (field: string, source: string | undefined) =>
    source === undefined ? null : compileAt(`${at}.${field}`, source);
  const when = optional('when', rule.when);
  return {
    name: rule.name,
    bucket: rule.bucket ?? null,
    when: (bindings) => (when ? when(bindings) === true : true),
    kind: compileKind(at, rule.kind),
    quantity: optional('quantity', rule.quantity),
    occurredAt: optional('occurredAt', rule.occurredAt),
    from: rule.from
      ? { bucket: rule.from.bucket, location: optional('from.location', rule.from.location) }
      : null,
    counts: rule.counts === true,
    countedAt: optional('countedAt', rule.countedAt),
    destination: optional('destination', rule.destination),
    condition: rule.condition ? constantOrCel(`${at}.condition`, rule.condition) : null,
    eta: optional('eta', rule.eta),
    vendor: optional('vendor', rule.vendor),
    cause: rule.cause
      ? {
          type: constantOrCel(`${at}.cause.type`, rule.cause.type),
          id: compileAt(`${at}.cause.id`, rule.cause.id),
          line: optional('cause.line', rule.cause.line),
        }
      : null,
  };
}

function compileKind(at: string, kind: RuleFile['kind']): CompiledRule['kind'] {
  const evaluate = constantOrCel(`${at}.kind`, kind);
  return (bindings) => evaluate(bindings) as Kind;
}

const constantOrCel = (at: string, value: string | { cel: string }): Expression =>
  typeof value === 'string' ? () => value : compileAt(at, value.cel);

function compileAt(at: string, source: string): Expression {
  try {
    return compileExpression(source);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new ExpressionError(`tables.${at}`, source, detail);
  }
}
