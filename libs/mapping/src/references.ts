import { boundedText, LONGEST } from './bounded-text.js';
import type { RowChange } from './change.js';
import type { Row } from './change-shape.js';
import type { CompiledTable } from './compile.js';

/** A reference row as it is now, and the contents under which rows were translated before. */
export interface ReferenceState {
  /** null: not seen yet */
  readonly row: Row | null;
  /** oldest first */
  readonly former: readonly FormerContent[];
  readonly revision: bigint;
}

/** What a reference row held before. */
export interface FormerContent {
  readonly row: Row;
  /** the revision that replaced it */
  readonly until: bigint;
}

export interface ReferenceKey {
  readonly table: string;
  readonly key: string;
}

/** Reference rows that a batch needs, by `table:key`. */
export type References = ReadonlyMap<string, ReferenceState>;

/**
 * Under which keys a row of a reference table is known; null in another key than its own: under none.
 *
 * @throws PoisonMessageError `change.too_long`
 */
export function referenceKeys(
  { lookups }: Extract<CompiledTable, { role: 'reference' }>,
  { before, after }: Pick<RowChange, 'before' | 'after'>,
): readonly ReferenceKey[] {
  const row = after ?? before ?? {};
  return lookups.flatMap(({ name, columns }, index) => {
    const values = columns.map((column) => row[column]);
    const isKnown = index === 0 || !values.some((value) => value === null || value === '');
    if (!isKnown) return [];
    const key = boundedText(
      `the key of ${name}`,
      values.map(String).join('/'),
      LONGEST.referenceKey,
    );
    return [{ table: name, key }];
  });
}

export const referenceId = ({ table, key }: ReferenceKey): string => `${table}:${key}`;

/** What the reference held just before a revision; without one, what it holds now. */
export const contentOf = ({ row, former }: ReferenceState, before?: bigint): Row | null =>
  before === undefined ? row : (former.find(({ until }) => until >= before)?.row ?? row);
