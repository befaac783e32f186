import { isDeepStrictEqual } from 'node:util';
import {
  referenceId,
  referenceKeys,
  type CompiledTable,
  type References,
  type ReferenceState,
  type Row,
  type RowChange,
} from '#mapping';

type ReferenceTable = Extract<CompiledTable, { role: 'reference' }>;

/** Reference rows as they are known so far, their earlier contents included. */
export class KnownReferences {
  private readonly entries = new Map<string, ReferenceState>();
  private revision = 0n;

  get all(): References {
    return this.entries;
  }

  /** @returns whether the row's content is another one now; a deleted row keeps its last */
  learn(table: ReferenceTable, change: RowChange): boolean {
    if (!change.after) return false;
    const row = pick(change.after, table.columns);
    const ids = referenceKeys(table, change).map(referenceId);
    return ids.map((id) => this.note(id, row)).includes(true);
  }

  private note(id: string, row: Row): boolean {
    const known = this.entries.get(id);
    if (isDeepStrictEqual(row, known?.row)) return false;
    this.revision += 1n;
    const former = known?.row ? [...known.former, { row: known.row, until: this.revision }] : [];
    this.entries.set(id, { row, former, revision: this.revision });
    return true;
  }
}

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column]]));
