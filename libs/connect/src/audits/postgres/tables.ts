import pg from 'pg';
import { tablePlace, type CompiledTable } from '#mapping';
import { failed, ok, type CheckResult } from '../finding.js';
import type { PostgresSource } from './postgres-source.js';

interface TableFacts {
  name: string;
  exists: boolean;
  readable: boolean | null;
  replident: string | null;
  columns: string[];
}

const FACTS = `
  SELECT wanted.name, t.oid IS NOT NULL AS exists,
         has_table_privilege(t.oid, 'SELECT') AS readable, t.relreplident AS replident,
         ARRAY(SELECT attname::text FROM pg_attribute
                WHERE attrelid = t.oid AND attnum > 0 AND NOT attisdropped) AS columns
    FROM unnest($1::text[], $2::text[], $3::text[]) AS wanted(name, schema, "table")
    LEFT JOIN pg_class t ON t.relname = wanted."table" AND t.relkind IN ('r', 'p')
         AND t.relnamespace = to_regnamespace(quote_ident(wanted.schema))`;

/** Every captured table: there, with the pack's columns, readable, and telling the row as it was. */
export async function checkTables({
  client,
  pack,
  policy,
}: PostgresSource): Promise<CheckResult[]> {
  const names = [...pack.tables.keys()];
  const places = names.map(placeOf);
  const { rows } = await client.query<TableFacts>(FACTS, [
    names,
    places.map(({ schema }) => schema),
    places.map(({ table }) => table),
  ]);
  const missing = rows.filter(({ exists }) => !exists).map(({ name }) => name);
  const present = rows.filter(({ exists }) => exists);
  return [
    checkPresent(missing, rows.length, pack.name),
    checkColumns(present, pack.tables, pack.name),
    checkReadable(present, policy.database.user),
    checkIdentity(present),
  ];
}

function checkPresent(missing: readonly string[], count: number, pack: string): CheckResult {
  if (missing.length === 0) return ok('tables', `${count} captured tables`);
  return failed('tables', {
    found: `missing: ${missing.map(qualified).join(', ')}`,
    expected: `the tables of pack ${pack}`,
    mend: "correct the source's database name, or use the pack of this application",
  });
}

function checkColumns(
  present: readonly TableFacts[],
  tables: ReadonlyMap<string, CompiledTable>,
  pack: string,
): CheckResult {
  const missing = present.flatMap(({ name, columns }) => {
    const table = tables.get(name);
    const wanted = new Set([...(table?.key ?? []), ...(table?.columns ?? [])]);
    return [...wanted].filter((column) => !columns.includes(column)).map((c) => `${name}.${c}`);
  });
  if (missing.length === 0) return ok('columns', `all that pack ${pack} uses`);
  return failed('columns', {
    found: `missing: ${missing.join(', ')}`,
    expected: `the columns of pack ${pack}`,
    mend: 'correct keep and columns in pack.yaml for this version of the application',
  });
}

function checkReadable(present: readonly TableFacts[], user: string): CheckResult {
  const denied = present.filter(({ readable }) => readable !== true).map(({ name }) => name);
  if (denied.length === 0) return ok('grants', `${user} may read every captured table`);
  const role = pg.escapeIdentifier(user);
  return failed('grants', {
    found: `${user} may not read: ${denied.join(', ')}`,
    expected: 'SELECT on every captured table',
    mend: [
      ...schemasOf(denied).map((schema) => `GRANT USAGE ON SCHEMA ${schema} TO ${role};`),
      ...denied.map((name) => `GRANT SELECT ON ${qualified(name)} TO ${role};`),
    ].join('\n'),
  });
}

/** Without the row as it was, an item or location that a row leaves would keep what it had. */
function checkIdentity(present: readonly TableFacts[]): CheckResult {
  const partial = present.filter(({ replident }) => replident !== 'f').map(({ name }) => name);
  if (partial.length === 0) return ok('replica identity', 'FULL on every captured table');
  return failed('replica identity', {
    found: `not FULL: ${partial.join(', ')}`,
    expected: 'FULL on every captured table',
    mend: partial.map((name) => `ALTER TABLE ${qualified(name)} REPLICA IDENTITY FULL;`).join('\n'),
  });
}

const placeOf = (name: string) => {
  const { schema, table } = tablePlace('postgresql', name);
  return { schema: schema ?? 'public', table };
};

const schemasOf = (names: readonly string[]): readonly string[] => [
  ...new Set(names.map((name) => placeOf(name).schema)),
];

/** A table of the pack as a statement names it. */
export function qualified(name: string): string {
  const { schema, table } = placeOf(name);
  return `${schema}.${pg.escapeIdentifier(table)}`;
}
