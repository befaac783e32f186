import type { Bucket } from '#domain';
import { once } from './shortcuts.js';
import type { Bindings, Expression } from './bindings.js';
import { compileExpression, namesIn } from './expression.js';
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
  /** whether a row may lack it: then its key is null or empty */
  readonly optional: boolean;
  /** names of the references before it that its key reads */
  readonly through: readonly string[];
}

export interface Lookup {
  readonly name: string;
  readonly columns: readonly string[];
}

export type CompiledTable = { readonly name: string; readonly key: readonly string[] } & (
  | {
      readonly role: 'reference';
      readonly columns: readonly string[];
      /** under which names a row is known, and by which of its columns */
      readonly lookups: readonly Lookup[];
    }
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
  /** the most references that one is reached through, itself included; 0 without any */
  readonly depth: number;
  readonly sku: Expression;
  /** names of the references that give the sku; the row waits for it when they give none */
  readonly skuRefs: readonly string[];
  readonly location: Expression;
  readonly zoneless: boolean;
  readonly rules: readonly CompiledRule[];
}

/** @throws ExpressionError when an expression does not compile */
export function compileTables(pack: PackFile): ReadonlyMap<string, CompiledTable> {
  return new Map(
    Object.entries(pack.tables).map(([name, table]) => [
      name,
      table.role === 'reference' ? compileReference(name, table, pack) : compileTable(name, table),
    ]),
  );
}

function compileReference(
  name: string,
  { key, keep }: ReferenceTable,
  { tables }: PackFile,
): CompiledTable {
  const refs = Object.values(tables).flatMap((table) =>
    'refs' in table ? Object.values(table.refs) : [],
  );
  const others = refs.flatMap(({ table, by }) => (table === name && by ? [by] : []));
  const lookups = [
    { name, columns: key },
    ...[...new Set(others)].map((by) => ({ name: lookupName(name, by), columns: [by] })),
  ];
  return { name, role: 'reference', key, columns: keep, lookups };
}

/** What a reference is called that is found by another column than its table's key. */
const lookupName = (table: string, by: string | undefined): string =>
  by === undefined ? table : `${table} by ${by}`;

function compileTable(name: string, table: FactsTable | MovingTable): CompiledTable {
  const { key, columns } = table;
  if ('facts' in table) {
    const { type, id, columns: keep } = table.facts;
    return { name, role: 'facts', key, columns, type, keep, id: compileAt(`${name}.facts.id`, id) };
  }
  return { name, key, ...compileMoves(name, table) };
}

function compileMoves(name: string, table: MovingTable): CompiledMoves {
  const refs = compileRefs(name, table.refs);
  const sku = once(compileAt(`${name}.sku`, table.sku));
  const inSku = namesIn(table.sku);
  return {
    role: table.role,
    columns: table.columns,
    refs,
    depth: Math.max(0, ...depths(refs).values()),
    sku,
    skuRefs: refs.map((ref) => ref.name).filter((ref) => inSku.has(ref)),
    location: once(compileAt(`${name}.location`, table.location)),
    zoneless: table.zoneless,
    rules: table.rules.map((rule) => compileRule(`${name}.rules.${rule.name}`, rule)),
  };
}

function compileRefs(name: string, refs: MovingTable['refs']): CompiledRef[] {
  const earlier: string[] = [];
  return Object.entries(refs).map(([ref, { table, key, by, optional }]) => {
    const compiled = compileAt(`${name}.refs.${ref}.key`, key);
    const inKey = namesIn(key);
    const through = earlier.filter((each) => inKey.has(each));
    earlier.push(ref);
    return { name: ref, table: lookupName(table, by), key: compiled, optional, through };
  });
}

function depths(refs: readonly CompiledRef[]): ReadonlyMap<string, number> {
  const depthOf = new Map<string, number>();
  for (const { name, through } of refs) {
    depthOf.set(name, 1 + Math.max(0, ...through.map((each) => depthOf.get(each) ?? 0)));
  }
  return depthOf;
}

function compileRule(at: string, rule: RuleFile): CompiledRule {
  const optional = (field: string, source: string | undefined) =>
    source === undefined ? null : compileAt(`${at}.${field}`, source);
  const when = optional('when', rule.when);
  return {
    name: rule.name,
    bucket: rule.bucket ?? null,
    when: when ? onceTrue(when) : () => true,
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

function onceTrue(when: Expression): CompiledRule['when'] {
  const known = once(when);
  return (bindings) => known(bindings) === true;
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
