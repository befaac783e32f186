import type { StackEndpoints } from '../stack/stack.js';
import { connectPos } from './pos/connect-pos.js';
import { connectWms } from './wms/connect-wms.js';

export interface SqlAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** rows written; undefined for a query */
  readonly written: number | undefined;
}

export type SqlTarget = 'pos' | 'wms';

/** Runs a statement as an administrator in one of the demo's databases, committed at once. */
export async function runSql(
  endpoints: Pick<StackEndpoints, 'mariadb' | 'wmsPostgres'>,
  target: SqlTarget,
  database: string,
  statement: string,
): Promise<SqlAnswer> {
  return target === 'pos'
    ? runInPos(endpoints.mariadb, database, statement)
    : runInWms(endpoints.wmsPostgres, database, statement);
}

async function runInPos(
  login: StackEndpoints['mariadb'],
  database: string,
  statement: string,
): Promise<SqlAnswer> {
  const connection = await connectPos(login, database);
  try {
    const [result] = await connection.query(statement);
    if (Array.isArray(result))
      return { rows: result as Record<string, unknown>[], written: undefined };
    return { rows: [], written: result.affectedRows };
  } finally {
    await connection.end();
  }
}

async function runInWms(
  login: StackEndpoints['wmsPostgres'],
  database: string,
  statement: string,
): Promise<SqlAnswer> {
  const client = await connectWms(login, database);
  try {
    const { command, rows, rowCount } = await client.query<Record<string, unknown>>(statement);
    return { rows, written: command === 'SELECT' ? undefined : (rowCount ?? 0) };
  } finally {
    await client.end();
  }
}

/** A plain table: one line per row, columns as wide as their widest value. */
export function formatAnswer({ rows, written }: SqlAnswer): string {
  const [first] = rows;
  const done = written === undefined ? [] : [`${written} row${written === 1 ? '' : 's'} written`];
  if (!first) return written === undefined ? 'no rows' : done.join('');
  const columns = Object.keys(first);
  const cells = [columns, ...rows.map((row) => columns.map((name) => textOf(row[name])))];
  const widths = columns.map((_, nth) => Math.max(...cells.map((row) => row[nth]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, nth) => cell.padEnd(widths[nth] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, ...done].join('\n');
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' ? value : JSON.stringify(value);
}
