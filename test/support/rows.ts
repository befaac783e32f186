import type { DataSource } from 'typeorm';

export type TestRow = Readonly<Record<string, unknown>>;

/** Inserts rows as JSON says them; a column that no row names is null. */
export async function insertRows(
  dataSource: DataSource,
  table: string,
  rows: readonly TestRow[],
): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const names = columns.map((column) => `"${column}"`).join(', ');
  await dataSource.query(
    `INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE
     SELECT ${names} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
