import type pg from 'pg';

/**
 * A database as statements and rows: what it takes to make it anew. No program of the server's own version
 * that could write it down comes with the stack.
 */
export interface DatabaseCopy {
  /** make sequences and empty tables */
  readonly tables: readonly string[];
  /** by table: its rows as JSON */
  readonly rows: Readonly<Record<string, string>>;
  /** constraints, indexes, and how far sequences have come */
  readonly rest: readonly string[];
}

/** In the schema `public`; of tables, sequences, constraints and indexes, for there is nothing else. */
export async function copyDatabase(client: pg.Client): Promise<DatabaseCopy> {
  const list = async (sql: string) => {
    const { rows } = await client.query<[string]>({ text: sql, rowMode: 'array' });
    return rows.map(([text]) => text);
  };
  const rows: Record<string, string> = {};
  for (const table of await list(TABLE_NAMES)) {
    const [json] = await list(`SELECT coalesce(json_agg(t), '[]')::text FROM ${table} AS t`);
    rows[table] = json ?? '[]';
  }
  return {
    tables: [...(await list(SEQUENCES)), ...(await list(TABLES))],
    rows,
    rest: [...(await list(CONSTRAINTS)), ...(await list(INDEXES)), ...(await list(COUNTERS))],
  };
}

export async function restoreDatabase(client: pg.Client, copy: DatabaseCopy): Promise<void> {
  await client.query(copy.tables.join(';\n'));
  for (const [table, rows] of Object.entries(copy.rows)) {
    const from = `json_populate_recordset(NULL::${table}, $1)`;
    await client.query(`INSERT INTO ${table} SELECT * FROM ${from}`, [rows]);
  }
  await client.query(copy.rest.join(';\n'));
}

const OURS = `relnamespace = 'public'::regnamespace`;

const TABLE_NAMES = `SELECT format('%I', relname) FROM pg_class WHERE ${OURS} AND relkind = 'r'`;

const SEQUENCES = `SELECT format('CREATE SEQUENCE %I', relname) FROM pg_class
  WHERE ${OURS} AND relkind = 'S'`;

const COUNTERS = `SELECT format('SELECT setval(%L, %s)', quote_ident(sequencename), last_value)
  FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL`;

const TABLES = `SELECT format('CREATE TABLE %I (%s)', relname, string_agg(
    format('%I %s', attname, format_type(atttypid, atttypmod))
    || coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '')
    || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, ', ' ORDER BY attnum))
  FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE ${OURS} AND relkind = 'r' GROUP BY relname`;

/** What others refer to comes first. */
const CONSTRAINTS = `SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
    pg_get_constraintdef(pg_constraint.oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  ORDER BY contype = 'f', conname`;

const INDEXES = `SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
  WHERE ${OURS} AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`;
