import { boundedText, LONGEST } from './bounded-text.js';
import type { CompiledMoves, CompiledRule } from './compile.js';
import type { Row } from './change-shape.js';
import type { Bindings } from './bindings.js';
import { followReferences, formerReaches, isComplete, type Reach } from './follow-references.js';
import type { References } from './references.js';

/** Where a row's contribution belongs. */
export interface Placement {
  readonly sku: string;
  readonly location: string;
}

/** Shelfwire's location for a name that the source uses; undefined when the policy has none. */
export type LocationOf = (name: string) => string | undefined;

/** A row with what its references say of it now: where every question about it starts. */
export interface Image extends Reach {
  /** under earlier contents of its references */
  readonly former: readonly Bindings[];
}

/** A row change's images; null: there is none. */
export interface Images {
  readonly before: Image | null;
  readonly after: Image | null;
}

/** @throws what a key's expression throws */
export function imageOf(table: CompiledMoves, row: Row, references: References): Image {
  const reach = followReferences(table, row, references);
  const former = formerReaches(table, row, references, reach)
    .filter((each) => isComplete(table, each))
    .map(({ bindings }) => bindings);
  return { ...reach, former };
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
  if (sku === '' || location === undefined) return undefined;
  return { sku: boundedText('the sku', sku, LONGEST.sku), location };
}

/** A column's value as text; what is neither text nor number nor truth value gives its JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : `${value as string}`.trim();
}
