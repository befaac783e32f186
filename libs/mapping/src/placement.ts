import type { CompiledMoves, CompiledRule } from './compile.js';
import type { Row } from './change.js';
import type { Bindings } from './expression.js';
import {
  keyOf,
  referenceId,
  type ReferenceKey,
  type References,
  type ReferenceState,
} from './references.js';

/** Where a row's contribution belongs. */
export interface Placement {
  readonly sku: string;
  readonly location: string;
}

/** Shelfwire's location for a name that the source uses; undefined when the policy has none. */
export type LocationOf = (name: string) => string | undefined;

/** A row with what its references say of it now: where every question about it starts. */
export interface Image {
  readonly row: Row;
  readonly refs: readonly {
    readonly name: string;
    readonly key: ReferenceKey;
    /** undefined: not asked for */
    readonly state: ReferenceState | undefined;
  }[];
  readonly bindings: Bindings;
}

/** A row change's images; null: there is none. */
export interface Images {
  readonly before: Image | null;
  readonly after: Image | null;
}

/** @throws what a key's expression throws */
export function imageOf(table: CompiledMoves, row: Row, references: References): Image {
  const bindings: Record<string, unknown> = { row };
  const refs = table.refs.map((ref) => {
    const key = keyOf(ref, row);
    const state = references.get(referenceId(key));
    bindings[ref.name] = state?.row ?? {};
    return { name: ref.name, key, state };
  });
  return { row, refs, bindings };
}

/** Values for a row under every earlier content of its references, one reference at a time. */
export const formerBindings = ({ refs, bindings }: Image): readonly Bindings[] =>
  refs.flatMap(({ name, state }) =>
    (state?.former ?? []).map((former) => ({ ...bindings, [name]: former })),
  );

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
