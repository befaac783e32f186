import { escapeId, type QueryError } from 'mysql2/promise';
import type { CompiledTable } from '#mapping';
import { failed, ok, type CheckResult } from '../finding.js';
import type { MariadbSource } from './mariadb-source.js';
import { accountOf } from './privileges.js';

interface Trial {
  readonly table: string;
  /** null: the columns could be read */
  readonly error: QueryError | null;
}

const DENIED = new Set([
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_COLUMNACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
]);

/** Every captured table: there, readable, and with the pack's columns. Reads no row. */
export async function checkTables(source: MariadbSource): Promise<CheckResult[]> {
  const { connection, pack, policy } = source;
  const { name: database, user } = policy.database;
  const trials: Trial[] = [];
  for (const table of pack.tables.values()) trials.push(await tryTable(source, table));
  const denied = trials.filter(({ error }) => DENIED.has(error?.code ?? ''));
  const broken = trials.filter(({ error }) => error && !DENIED.has(error.code));
  return [
    checkGrants(denied, user, database, await accountOf(connection)),
    checkShape(broken, trials.length, pack.name),
  ];
}

async function tryTable(
  { connection, policy }: MariadbSource,
  table: CompiledTable,
): Promise<Trial> {
  const columns = [...new Set([...table.key, ...table.columns])].map((name) => escapeId(name));
  const from = `${escapeId(policy.database.name)}.${escapeId(table.name)}`;
  try {
    await connection.query(`SELECT ${columns.join(', ')} FROM ${from} LIMIT 0`);
    return { table: table.name, error: null };
  } catch (error) {
    return { table: table.name, error: error as QueryError };
  }
}

function checkGrants(
  denied: readonly Trial[],
  user: string,
  database: string,
  account: string,
): CheckResult {
  if (denied.length === 0) return ok('grants', `${user} may read every captured table`);
  const statements = denied.map(
    ({ table }) => `GRANT SELECT ON ${escapeId(database)}.${escapeId(table)} TO ${account};`,
  );
  return failed('grants', {
    found: `${user} may not read: ${denied.map(({ table }) => table).join(', ')}`,
    expected: 'SELECT on every captured table',
    mend: statements.join('\n'),
  });
}

function checkShape(broken: readonly Trial[], count: number, pack: string): CheckResult {
  if (broken.length === 0) return ok('tables', `${count} captured tables`);
  return failed('tables', {
    found: broken.map(({ table, error }) => `${table}: ${error?.message ?? ''}`).join('; '),
    expected: `the tables and columns of pack ${pack}`,
    mend: "correct the source's database name, or pack.yaml for this version of the application",
  });
}
