import type { Engine } from './pack.schema.js';

export type Row = Readonly<Record<string, unknown>>;

/** What a pack says of a captured table, as far as it is needed to read a change of it. */
export interface ChangeShape {
  readonly engine: Engine;
  readonly epoch: number;
  readonly table: string;
  readonly key: readonly string[];
  /** all that are read */
  readonly columns: readonly string[];
}
