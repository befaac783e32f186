import type { EntityManager } from 'typeorm';
import type { ComparedTable, KeyColumn } from './compared-tables.js';

export type Db = Pick<EntityManager, 'query'>;

/** Every value as its text, byte by byte what PostgreSQL has. */
export interface TableRow {
  readonly key: readonly string[];
  readonly values: Readonly<Record<string, string | null>>;
}

const PAGE = 5_000;

const sqlOf = ({ name, sql }: KeyColumn): string => sql ?? name;

/** Columns that are compared: what the table has beyond its key and what is left out. */
export async function comparedColumns(db: Db, { table, except }: ComparedTable): Promise<string[]> {
  const rows = await db.query<{ name: string }[]>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position`,
    [table],
  );
  return rows.map(({ name }) => name).filter((name) => !except.includes(name));
}

/** A table's rows in order of their keys, page by page. */
export async function* rowsOf(
  db: Db,
  compared: ComparedTable,
  columns: readonly string[],
): AsyncGenerator<TableRow> {
  const { table, key, where = 'true' } = compared;
  const keys = key.map(sqlOf).join(', ');
  const after = key.map(({ type }, index) => `$${index + 1}::${type}`).join(', ');
  const select = `
    SELECT ARRAY[${key.map((column) => `${sqlOf(column)}::text`).join(', ')}] AS key,
           json_build_object(${columns.map((name) => `'${name}', ${name}::text`).join(', ')}) AS values
    FROM ${table} WHERE ${where}`;
  const order = `ORDER BY ${keys} LIMIT ${PAGE}`;
  let page = await db.query<TableRow[]>(`${select} ${order}`);
  for (;;) {
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    page = await db.query<TableRow[]>(`${select} AND (${keys}) > (${after}) ${order}`, [
      ...last.key,
    ]);
  }
}

/** The order of the database: numbers by value, texts by their bytes. */
export function compareKeys(
  key: readonly KeyColumn[],
  one: readonly string[],
  other: readonly string[],
): number {
  for (const [index, { type }] of key.entries()) {
    const [a = '', b = ''] = [one[index], other[index]];
    if (a === b) continue;
    return type === 'integer'
      ? Number(a) - Number(b)
      : Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
  return 0;
}
