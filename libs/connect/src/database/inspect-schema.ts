import { tablePlace, type Engine } from '#mapping';
import { z } from 'zod';
import type { SourceDatabase } from './source-database.js';
import type { SourceColumn, SourceTable } from './source-schema.js';

/** One row per column of every table of the application, its keys beside. */
const described = z.object({
  schema_name: z.string(),
  table_name: z.string(),
  table_rows: z.coerce.number(),
  column_name: z.string(),
  column_type: z.string(),
  nullable: z.coerce.number(),
  key_position: z.coerce.number(),
  is_unique: z.coerce.number(),
  references_table: z.string().nullable(),
  references_column: z.string().nullable(),
});

const OF_BINLOG = `
  SELECT c.table_schema AS schema_name, c.table_name AS table_name,
    coalesce(t.table_rows, 0) AS table_rows, c.column_name AS column_name,
    c.data_type AS column_type, c.is_nullable = 'YES' AS nullable,
    coalesce(k.ordinal_position, 0) AS key_position,
    EXISTS (SELECT 1 FROM information_schema.statistics s
      WHERE s.table_schema = c.table_schema AND s.table_name = c.table_name AND s.non_unique = 0
      GROUP BY s.index_name HAVING count(*) = 1 AND max(s.column_name) = c.column_name) AS is_unique,
    f.referenced_table_name AS references_table, f.referenced_column_name AS references_column
  FROM information_schema.columns c
  JOIN information_schema.tables t ON t.table_schema = c.table_schema
    AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
  LEFT JOIN information_schema.key_column_usage k ON k.table_schema = c.table_schema
    AND k.table_name = c.table_name AND k.column_name = c.column_name
    AND k.constraint_name = 'PRIMARY'
  LEFT JOIN information_schema.key_column_usage f ON f.table_schema = c.table_schema
    AND f.table_name = c.table_name AND f.column_name = c.column_name
    AND f.referenced_table_name IS NOT NULL AND f.ordinal_position = 1
  WHERE c.table_schema = database()
  ORDER BY c.table_name, c.ordinal_position`;

const OF_POSTGRESQL = `
  SELECT n.nspname AS schema_name, t.relname AS table_name,
    greatest(t.reltuples, 0)::float8 AS table_rows, a.attname AS column_name,
    format_type(a.atttypid, NULL) AS column_type, (NOT a.attnotnull)::int AS nullable,
    coalesce(array_position(p.conkey, a.attnum), 0) AS key_position,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisunique
      AND i.indnkeyatts = 1 AND i.indkey[0] = a.attnum)::int AS is_unique,
    (SELECT r.relname FROM pg_class r WHERE r.oid = f.confrelid) AS references_table,
    (SELECT b.attname FROM pg_attribute b
      WHERE b.attrelid = f.confrelid AND b.attnum = f.confkey[1]) AS references_column
  FROM pg_class t
  JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_constraint p ON p.conrelid = t.oid AND p.contype = 'p'
  LEFT JOIN LATERAL (SELECT confrelid, confkey FROM pg_constraint
    WHERE conrelid = t.oid AND contype = 'f' AND conkey = ARRAY[a.attnum] LIMIT 1) f ON true
  WHERE t.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
    AND n.nspname NOT LIKE 'pg_toast%'
  ORDER BY n.nspname, t.relname, a.attnum`;

/** Every table of the application that the login may see. */
export async function inspectSchema(
  database: SourceDatabase,
  engine: Engine,
): Promise<readonly SourceTable[]> {
  const sql = engine === 'postgresql' ? OF_POSTGRESQL : OF_BINLOG;
  const rows = z.array(described).parse(await database.select(sql));
  const tables = new Map<string, z.infer<typeof described>[]>();
  for (const row of rows) {
    const id = JSON.stringify([row.schema_name, row.table_name]);
    tables.set(id, [...(tables.get(id) ?? []), row]);
  }
  return [...tables.values()].map((columns) => tableOf(columns, engine));
}

function tableOf(rows: readonly z.infer<typeof described>[], engine: Engine): SourceTable {
  const [first] = rows;
  if (!first) throw new Error('a table without columns');
  const usual = tablePlace(engine, first.table_name).schema;
  const inKey = rows.filter((row) => row.key_position > 0);
  return {
    schema: usual === null || first.schema_name === usual ? null : first.schema_name,
    name: first.table_name,
    rows: first.table_rows,
    columns: rows.map(columnOf),
    primaryKey: inKey
      .toSorted((one, other) => one.key_position - other.key_position)
      .map((row) => row.column_name),
    foreignKeys: rows.flatMap(({ column_name, references_table, references_column }) =>
      references_table === null || references_column === null
        ? []
        : [{ column: column_name, table: references_table, referenced: references_column }],
    ),
    unique: rows.filter((row) => row.is_unique === 1).map((row) => row.column_name),
  };
}

const columnOf = (row: z.infer<typeof described>): SourceColumn => ({
  name: row.column_name,
  type: row.column_type,
  is: kindOf(row.column_type.toLowerCase()),
  nullable: row.nullable === 1,
});

function kindOf(type: string): SourceColumn['is'] {
  if (/int|decimal|numeric|double|float|real/.test(type)) return 'number';
  if (/char|text|uuid|enum/.test(type)) return 'text';
  return /date|time/.test(type) ? 'time' : 'other';
}
