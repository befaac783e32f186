import type { ComparedTable } from './compared-tables.js';
import { compareKeys, comparedColumns, rowsOf, type Db, type TableRow } from './table-reader.js';

/** One value that differs; the column is null when one side lacks the whole row. */
export interface Difference {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  readonly column: string | null;
  readonly live: string | null;
  readonly rebuilt: string | null;
}

export interface TableVerdict {
  readonly table: string;
  /** rows that both have */
  readonly rows: number;
  readonly differences: number;
  /** the first ones */
  readonly shown: readonly Difference[];
}

const SHOWN = 100;

/** Merges both sides' rows by their keys, and notes every value that differs. */
export async function compareTable(
  live: Db,
  rebuilt: Db,
  compared: ComparedTable,
): Promise<TableVerdict> {
  const columns = await comparedColumns(live, compared);
  const notes = new Notes(compared);
  const sides = [rowsOf(live, compared, columns), rowsOf(rebuilt, compared, columns)] as const;
  const next = async (side: 0 | 1) => (await sides[side].next()).value as TableRow | undefined;
  let [ours, theirs] = [await next(0), await next(1)];
  while (ours || theirs) {
    const order = orderOf(compared, ours, theirs);
    notes.add(order <= 0 ? ours : undefined, order >= 0 ? theirs : undefined);
    if (order <= 0) ours = await next(0);
    if (order >= 0) theirs = await next(1);
  }
  return notes.verdict();
}

function orderOf(
  { key }: ComparedTable,
  ours: TableRow | undefined,
  theirs: TableRow | undefined,
): number {
  if (!ours) return 1;
  return theirs ? compareKeys(key, ours.key, theirs.key) : -1;
}

class Notes {
  private rows = 0;
  private differences = 0;
  private readonly shown: Difference[] = [];

  constructor(private readonly compared: ComparedTable) {}

  add(live: TableRow | undefined, rebuilt: TableRow | undefined): void {
    const row = live ?? rebuilt;
    if (!row) return;
    if (!live || !rebuilt) {
      this.note(row, null, live ? 'there' : null, rebuilt ? 'there' : null);
      return;
    }
    this.rows += 1;
    for (const [column, value] of Object.entries(live.values)) {
      const other = rebuilt.values[column] ?? null;
      if (value !== other) this.note(row, column, value, other);
    }
  }

  verdict(): TableVerdict {
    const { rows, differences, shown } = this;
    return { table: this.compared.table, rows, differences, shown };
  }

  private note(
    row: TableRow,
    column: string | null,
    live: string | null,
    rebuilt: string | null,
  ): void {
    this.differences += 1;
    if (this.shown.length >= SHOWN) return;
    const names = this.compared.key.map(({ name }, index) => [name, row.key[index] ?? '']);
    const key = Object.fromEntries(names) as Record<string, string>;
    this.shown.push({ table: this.compared.table, key, column, live, rebuilt });
  }
}
