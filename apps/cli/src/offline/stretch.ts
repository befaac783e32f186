import type { References, RowChange } from '#mapping';
import type { MovingTable } from './translated-row.js';

export interface StretchChange {
  readonly table: MovingTable;
  readonly change: RowChange;
}

/** Changes of a source, and the references that translate them as they are at the end. */
export interface Stretch {
  readonly references: References;
  readonly changes: AsyncIterable<StretchChange>;
}
