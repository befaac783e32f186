import type { DataSource } from 'typeorm';

/** Every row of every table, as text; without what a stage moves on by every batch. */
export async function dumpTables(dataSource: DataSource): Promise<Record<string, string[]>> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> 'stage_progress' ORDER BY 1`,
  );
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const rows = await dataSource.query<{ row: string }[]>(
      `SELECT t::text AS row FROM ${name} AS t ORDER BY 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}
