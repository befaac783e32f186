import type { CompiledMoves, CompiledRule } from './compile.js';
import type { Row } from './change.js';
import type { Bindings } from './expression.js';
import { keyOf, referenceId, type References } from './references.js';

/** Where a row's contribution belongs. */
export interface Placement {
  readonly sku: string;
  readonly location: string;
}

/** Shelfwire's location for a name that the source uses; undefined when the policy has none. */
export type LocationOf = (name: string) => string | undefined;

/** Expressions' values for a row under the references of now. */
export function currentBindings(table: CompiledMoves, row: Row, references: References): Bindings {
  const refs = table.refs.map((ref) => {
    const state = references.get(referenceId(keyOf(ref, row)));
    return [ref.name, state?.row ?? {}] as const;
  });
  return { row, ...Object.fromEntries(refs) };
}

/** Values for a row under every earlier content of its references, one reference at a time. */
export function formerBindings(
  table: CompiledMoves,
  row: Row,
  references: References,
): readonly Bindings[] {
  const now = currentBindings(table, row, references);
  return table.refs.flatMap((ref) => {
    const state = references.get(referenceId(keyOf(ref, row)));
    return (state?.former ?? []).map((former) => ({ ...now, [ref.name]: former }));
  });
}

export function placementOf(
  table: CompiledMoves,
  rule: CompiledRule,
  bindings: Bindings,
  locationOf: LocationOf,
): Placement | undefined {
  if (!rule.when(bindings)) return undefined;
  const sku = textOf(table.sku(bindings));
  const location = locationOf(String(table.location(bindings)));
  return sku !== '' && location !== undefined ? { sku, location } : undefined;
}

/** A column's value as text; what is neither text nor number nor truth value gives its JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string}`.trim();
}
