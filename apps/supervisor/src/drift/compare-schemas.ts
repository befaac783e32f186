import { suggest } from '#config';

/** By column: the database's own word for its type. */
export type Columns = Readonly<Record<string, string>>;
/** By table of the pack. */
export type Schema = Readonly<Record<string, Columns>>;

/** One column that is not as it was accepted. */
export interface ColumnChange {
  readonly table: string;
  readonly column: string;
  readonly is: 'added' | 'gone' | 'retyped';
  readonly type: string;
  readonly was: string | null;
}

export const schemaChanges = (before: Schema, now: Schema): readonly ColumnChange[] =>
  Object.entries(now).flatMap(([table, columns]) => {
    const known = before[table];
    return known ? columnChanges(table, known, columns) : [];
  });

function columnChanges(table: string, known: Columns, columns: Columns): readonly ColumnChange[] {
  const changes: ColumnChange[] = [];
  for (const [column, type] of Object.entries(columns)) {
    const was = known[column] ?? null;
    if (was === type) continue;
    changes.push({ table, column, type, was, is: was === null ? 'added' : 'retyped' });
  }
  for (const [column, was] of Object.entries(known)) {
    if (!(column in columns)) changes.push({ table, column, type: was, was, is: 'gone' });
  }
  return changes;
}

export interface MissingColumn {
  readonly table: string;
  readonly column: string;
  /** a new column that it may have become: of the same type, and nearest by name */
  readonly successor: string | null;
}

/** Columns that the pack uses and the database no longer has. */
export function missingColumns(
  used: Readonly<Record<string, readonly string[]>>,
  now: Schema,
  changes: readonly ColumnChange[],
): readonly MissingColumn[] {
  return Object.entries(used).flatMap(([table, columns]) =>
    columns
      .filter((column) => now[table] && !(column in now[table]))
      .map((column) => ({ table, column, successor: successorOf(table, column, changes) })),
  );
}

function successorOf(
  table: string,
  column: string,
  changes: readonly ColumnChange[],
): string | null {
  const gone = changes.find((change) => change.table === table && change.column === column);
  const added = changes.filter(
    (change) => change.table === table && change.is === 'added' && change.type === gone?.type,
  );
  const names = added.map((change) => change.column);
  return names.length === 1 ? (names[0] ?? null) : (nearest(column, names) ?? null);
}

const nearest = (column: string, names: readonly string[]): string | undefined =>
  names.find((name) => suggest(column, [name]) !== undefined);

/** How the pack would follow, as a person writes it. */
export const proposal = (missing: readonly MissingColumn[]): string =>
  missing
    .map(({ table, column, successor }) =>
      successor === null
        ? `${table}.${column}: put it back, or change the rules of pack.yaml that use it`
        : `${table}: in pack.yaml write ${successor} for ${column}, if it was renamed so`,
    )
    .join('\n');
