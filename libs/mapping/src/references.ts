import type { CompiledRef } from './compile.js';
import type { Row } from './change.js';

/** A reference row as it is now, and the contents under which rows were translated before. */
export interface ReferenceState {
  /** null: not seen yet */
  readonly row: Row | null;
  readonly former: readonly Row[];
  readonly revision: bigint;
}

export interface ReferenceKey {
  readonly table: string;
  readonly key: string;
}

/** Reference rows that a batch needs, by `table:key`. */
export type References = ReadonlyMap<string, ReferenceState>;

export const referenceId = ({ table, key }: ReferenceKey): string => `${table}:${key}`;

/** @throws what the key's expression throws */
export const keyOf = (ref: CompiledRef, row: Row): ReferenceKey => ({
  table: ref.table,
  key: String(ref.key({ row })),
});
