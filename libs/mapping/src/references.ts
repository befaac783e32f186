import type { Row } from './change.js';

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

export const referenceId = ({ table, key }: ReferenceKey): string => `${table}:${key}`;

/** What the reference held just before a revision; without one, what it holds now. */
export const contentOf = ({ row, former }: ReferenceState, before?: bigint): Row | null =>
  before === undefined ? row : (former.find(({ until }) => until >= before)?.row ?? row);
