import { boundedText, LONGEST } from './bounded-text.js';
import type { RowChange } from './change.js';
import type { Row } from './change-shape.js';
import type { CompiledMoves, CompiledRef } from './compile.js';
import type { Bindings } from './bindings.js';
import {
  contentOf,
  referenceId,
  type ReferenceKey,
  type References,
  type ReferenceState,
} from './references.js';

/** A reference that a row has, by itself or through another. */
export interface ReachedReference {
  readonly name: string;
  readonly key: ReferenceKey;
  /** undefined: not asked for */
  readonly state: ReferenceState | undefined;
}

/** A row and its references, as far as they have arrived. An optional one that it lacks is null. */
export interface Reach {
  readonly refs: readonly ReachedReference[];
  /** the first reference that the row must have and names none of: nothing that arrives can give it */
  readonly lacking: string | null;
  readonly bindings: Bindings;
}

/**
 * Follows a row's references in the order of their declaration.
 *
 * @param before as they were just before this revision; without it, as they are now
 * @throws what a key's expression throws
 */
export function followReferences(
  table: CompiledMoves,
  row: Row,
  references: References,
  before?: bigint,
): Reach {
  const bindings: Record<string, unknown> = { row };
  const refs: ReachedReference[] = [];
  let lacking: string | null = null;
  for (const ref of table.refs) {
    if (!ref.through.every((name) => name in bindings)) continue;
    const key = keyOf(ref, bindings);
    if (key === null) {
      if (ref.optional) bindings[ref.name] = null;
      else lacking ??= ref.name;
      continue;
    }
    const state = references.get(referenceId(key));
    refs.push({ name: ref.name, key, state });
    const content = state && contentOf(state, before);
    if (content) bindings[ref.name] = content;
  }
  return { refs, lacking, bindings };
}

/**
 * Null: the row has no such reference.
 *
 * @throws PoisonMessageError `change.too_long`, and what the expression throws
 */
function keyOf({ name, table, key: keyIn }: CompiledRef, bindings: Bindings) {
  const value = keyIn(bindings) as string | number | bigint | boolean | null | undefined;
  if (value === null || value === undefined || value === '') return null;
  return {
    table,
    key: boundedText(`the key of ${name}`, String(value), LONGEST.referenceKey),
  };
}

/**
 * The row with its references as they were just before each of their changes: every way in which it
 * may have been translated before.
 */
export function formerReaches(
  table: CompiledMoves,
  row: Row,
  references: References,
  { refs }: Reach,
): readonly Reach[] {
  const reaches = new Map<bigint, Reach | undefined>();
  const revisions = changesOf(refs);
  for (const revision of revisions) {
    if (reaches.has(revision)) continue;
    const reach = formerReach(table, row, references, revision);
    reaches.set(revision, reach);
    revisions.push(...changesOf(reach?.refs ?? []));
  }
  return [...reaches.values()].filter((reach) => reach !== undefined);
}

const changesOf = (refs: Reach['refs']): bigint[] =>
  refs.flatMap(({ state }) => state?.former ?? []).map(({ until }) => until);

/** Undefined: a key could not be made, so nothing was translated by it. */
function formerReach(
  table: CompiledMoves,
  row: Row,
  references: References,
  revision: bigint,
): Reach | undefined {
  try {
    return followReferences(table, row, references, revision);
  } catch {
    return undefined;
  }
}

/** Whether every reference has arrived. */
export const isComplete = (table: CompiledMoves, { bindings }: Reach): boolean =>
  table.refs.every(({ name }) => name in bindings);

/**
 * Which references a change leads to, now or before, that are not among those given. Given these too,
 * it may lead to others: ask as often as the table's references are deep.
 */
export function missingReferences(
  table: CompiledMoves,
  { before, after }: RowChange,
  references: References,
): readonly ReferenceKey[] {
  const missing: ReferenceKey[] = [];
  for (const row of [before, after]) {
    for (const { refs } of row ? everyReach(table, row, references) : []) {
      missing.push(...refs.filter(({ state }) => !state).map(({ key }) => key));
    }
  }
  return missing;
}

/** A key that cannot be made leads nowhere: translating the change tells of it. */
function everyReach(table: CompiledMoves, row: Row, references: References): readonly Reach[] {
  try {
    const reach = followReferences(table, row, references);
    return [reach, ...formerReaches(table, row, references, reach)];
  } catch {
    return [];
  }
}
